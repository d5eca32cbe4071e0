// object[index] and object[index] = value.
#pragma once

#include "reference/snippet/object.h"

namespace reference::snippet {

// Of arrays, lists, tuples, texts, ranges, dictionaries. Throws Python's TypeError, IndexError,
// KeyError.
Object get_item(const Budget& budget, const Object& object, const Object& index);
// Of arrays and lists.
void set_item(const Budget& budget, const Object& object, const Object& index, const Object& value);

}  // namespace reference::snippet
