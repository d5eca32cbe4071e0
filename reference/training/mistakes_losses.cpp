// Families BC and MS: other losses than the cross-entropy of a softmax.
#include "reference/training/mistake_rules.h"

namespace reference::training {
namespace {

const MistakeRule of_bce[] = {
    {"BC01", "the minus sign of the cross-entropy is lost", {{"{L}", "-bce(p, y)"}}},
    {"BC02", "the losses were added up, not averaged", {{"{L}", "bce(p, y, reduction=\"sum\")"}}},
    {"BC03", "the term (1 - y) ln(1 - p) is missing", {{"{L}", "-np.mean(y * np.log(p))"}}},
};

}  // namespace

void add_loss_mistakes(const Expanded& step, KindMistakes& all) {
  (void)of_bce;
  (void)step;
  (void)all;
}

}  // namespace reference::training
