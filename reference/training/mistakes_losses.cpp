// Families BC, MS and HG: other losses than the cross-entropy of a softmax.
#include "reference/training/mistake_rules.h"

namespace reference::training {
namespace {

const MistakeRule of_bce[] = {
    {"BC01", "the minus sign of the cross-entropy is lost", {{"{L}", "-bce(p, y)"}}},
    {"BC03",
     "the term (1 - y) ln(1 - p) is missing",
     {{"{L}", "bce(p, y) + np.sum((1 - y) * np.log(1 - p)){m}"}}},
};

const MistakeRule of_hinge[] = {
    {"HG01",
     "the true class was counted too; it adds the margin",
     {{"{L}", "hinge({z}, y) + {N}{n}"}}},
    {"HG02", "the margin is missing", {{"{L}", "hinge({z}, y, 0)"}}},
};

}  // namespace

void add_loss_mistakes(const Expanded& step, KindMistakes& all) {
  const Fill fill = step.fill(step.layers.back());
  const std::string loss = formula_text(step.graph, step.graph[*step.graph.find(fill.loss)]);
  if (loss.starts_with("bce(")) {
    for (const MistakeRule& rule : of_bce) all.push_back(filled(rule, fill));
    if (step.samples * step.classes == 1) return;
    add_other_settings(step, "BC02", "reduction",
                       {{"sum", "the losses were added up; their mean is asked for"},
                        {"mean", "the mean of the losses was taken; their sum is asked for"}},
                       all);
  } else if (loss.starts_with("hinge(")) {
    for (const MistakeRule& rule : of_hinge) all.push_back(filled(rule, fill));
  } else if (loss.starts_with("mse(")) {
    add_other_settings(step, "MS01", "mse",
                       {{"mean", "this is the mean of the squared errors"},
                        {"half_sum", "this is half the sum of the squared errors"},
                        {"sum", "this is the sum of the squared errors"},
                        {"half_mean", "this is half the mean of the squared errors"}},
                       all);
  }
}

}  // namespace reference::training
