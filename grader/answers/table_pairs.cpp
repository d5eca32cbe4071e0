#include "grader/answers/table_pairs.h"

#include <algorithm>
#include <utility>

#include "grader/answers/text.h"

namespace grader {
namespace {

using Gap = LabelWord::Gap;

// What stands between two commas. Words that are no labels, as in `3 is a`, count for nothing.
struct Part {
  enum class Form {
    words,
    row,
    choice,
    row_first,
    choice_first,
    maybe_choice_first,  // `9 a`, `3 f`: one of the two is unknown
    unclear,             // `3 a 1`
    other,
  };
  Form form = Form::other;
  std::size_t from, to;  // items
};
using Form = Part::Form;

class PairFinder {
 public:
  PairFinder(std::string_view text, const std::vector<TableItem>& items)
      : text_(text), items_(items) {}

  OrderedPairs run() {
    cut();
    turned_ = any(Form::choice_first);
    const Form whole = form_of(0, items_.size());
    if ((whole == Form::choice_first && any(Form::row_first)) ||
        (whole == Form::row_first && turned_)) {
      leave_unclear(0, items_.size());  // `3, a 1, b 4, c`: pairs within commas and across them
    } else if (whole == Form::choice_first) {
      turn(0, items_.size());
    } else if (whole == Form::row_first) {
      take({whole, 0, items_.size()});
    } else {
      for (const Part& part : parts_) take(part);
    }
    pairs_.only_turned = !pairs_.turned.empty() && pairs_.unclear.empty() && !forward_;
    return std::move(pairs_);
  }

 private:
  bool any(Form form) const {
    return std::any_of(parts_.begin(), parts_.end(),
                       [&](const Part& part) { return part.form == form; });
  }

  std::string_view text_of(const TableItem& item) const {
    return text_.substr(item.from, item.to - item.from);
  }

  // `r`, `c`, `u` for what is neither but could be meant as one, or a space for another word.
  char kind(const TableItem& item) const {
    if (item.row) return 'r';
    if (item.choice) return 'c';
    return looks_like_a_choice(text_of(item)) ? 'u' : ' ';
  }

  void cut() {
    for (std::size_t from = 0; from < items_.size();) {
      std::size_t to = from + 1;
      while (to < items_.size() && items_[to].gap != Gap::hard) ++to;
      parts_.push_back({form_of(from, to), from, to});
      from = to;
    }
  }

  Form form_of(std::size_t from, std::size_t to) const {
    std::string kinds;
    bool row_then_choice_glued = false;  // `a3`
    bool choice_then_row_apart = false;
    for (std::size_t i = from; i < to; ++i) {
      const char now = kind(items_[i]);
      if (now == ' ') continue;
      const bool glued = items_[i].gap == Gap::glued;
      if (!kinds.empty()) {
        row_then_choice_glued |= now != 'r' && glued;
        choice_then_row_apart |= now == 'r' && !glued;
      }
      kinds += now;
    }
    const bool glued = row_then_choice_glued && choice_then_row_apart;
    return form_of(kinds, glued);
  }

  static Form form_of(const std::string& kinds, bool row_glued_to_choice) {
    if (kinds.empty()) return Form::words;
    if (kinds == "r") return Form::row;
    if (kinds == "c") return Form::choice;
    const auto alternate = [&](std::string_view even, std::string_view odd) {
      for (std::size_t i = 0; i < kinds.size(); ++i) {
        if ((i % 2 == 0 ? even : odd).find(kinds[i]) == std::string_view::npos) return false;
      }
      return true;
    };
    const bool whole = kinds.size() % 2 == 0;
    if (whole && alternate("r", "cu")) return Form::row_first;
    if (row_glued_to_choice) return Form::other;
    if (!whole && kinds.size() > 1 && alternate("c", "r")) return Form::unclear;
    if (!whole || !alternate("cu", "ru") || kinds.find("uu") != std::string::npos) {
      return Form::other;
    }
    return kinds.find("cr") == std::string::npos ? Form::maybe_choice_first : Form::choice_first;
  }

  void take(const Part& part) {
    const bool has_row = std::any_of(items_.begin() + static_cast<std::ptrdiff_t>(part.from),
                                     items_.begin() + static_cast<std::ptrdiff_t>(part.to),
                                     [](const TableItem& item) { return item.row.has_value(); });
    if (part.form == Form::choice_first || (part.form == Form::maybe_choice_first && turned_)) {
      turn(part.from, part.to);
    } else if (part.form == Form::choice && turned_) {
      pairs_.stray.push_back(text_of(items_[part.from]));
    } else if (part.form == Form::unclear ||
               (part.form == Form::other && turned_ && has_row && !items_[part.from].row)) {
      leave_unclear(part.from, part.to);
    } else {
      forward_ |= has_row && part.form != Form::row;
      for (std::size_t i = part.from; i < part.to; ++i) pairs_.items.push_back(items_[i]);
    }
  }

  // Exchanges the labels of each pair; the gaps stay where they are.
  void turn(std::size_t from, std::size_t to) {
    std::vector<TableItem> labels;
    for (std::size_t i = from; i < to; ++i) {
      if (kind(items_[i]) != ' ') labels.push_back(items_[i]);
    }
    for (std::size_t i = 0; i + 1 < labels.size(); i += 2) {
      TableItem& front = labels[i];
      TableItem& back = labels[i + 1];
      if (pairs_.turned.empty()) pairs_.turned = text_.substr(front.from, back.to - front.from);
      std::swap(front, back);
      std::swap(front.gap, back.gap);
      std::swap(front.line_before, back.line_before);
      if (i == 0) front.gap = Gap::hard;
    }
    pairs_.items.insert(pairs_.items.end(), labels.begin(), labels.end());
  }

  void leave_unclear(std::size_t from, std::size_t to) {
    UnclearPairs unclear;
    unclear.text = text_.substr(items_[from].from, items_[to - 1].to - items_[from].from);
    for (std::size_t i = from; i < to; ++i) {
      if (items_[i].row) unclear.rows.push_back(*items_[i].row);
    }
    pairs_.unclear.push_back(std::move(unclear));
  }

  std::string_view text_;
  const std::vector<TableItem>& items_;
  std::vector<Part> parts_;
  bool turned_ = false;   // some pair is choice first for sure
  bool forward_ = false;  // some row stands in front of other labels
  OrderedPairs pairs_;
};

}  // namespace

OrderedPairs ordered_pairs(std::string_view text, const std::vector<TableItem>& items) {
  return PairFinder(text, items).run();
}

}  // namespace grader
