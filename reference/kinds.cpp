#include "reference/kinds.h"

#include "reference/code/code.h"
#include "reference/compute/compute.h"
#include "reference/matching/matching.h"
#include "reference/network/network.h"
#include "reference/steps/language.h"
#include "reference/training/training.h"

namespace reference {

grader::Reference kinds() {
  return {{
              &network::kind(),
              &training::kind(),
              &compute::kind(),
              &matching::kind(),
              &code::kind(),
          },
          &steps::language()};
}

}  // namespace reference
