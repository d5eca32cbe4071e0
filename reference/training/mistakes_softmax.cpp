// Families SL, SG and SH: a softmax with its cross-entropy, and the gradients behind it.
#include "reference/training/mistake_rules.h"

namespace reference::training {
namespace {

// Of one sample and of several alike.
const MistakeRule of_the_gradient_at_the_logits[] = {
    {"SG01", "the gradient at the logits is p - y, not y - p", {{"d{z}", "(y - p){n}"}}},
    {"SG02", "p was used as the gradient at the logits; it is p - y", {{"d{z}", "p{n}"}}},
    {"SG03",
     "only the diagonal of the softmax's Jacobian was used; the gradient at the logits is p - y",
     {{"d{z}", "-y * (1 - p){n}"}}},
    {"SG04", "the gradient at p was not taken on through the softmax", {{"d{z}", "-y / p{n}"}}},
    {"SG07",
     "a factor p (1 - p), as of a sigmoid, is too much; the gradient at the logits is p - y",
     {{"d{z}", "(p - y) * p * (1 - p){n}"}}},
};

const MistakeRule of_p[] = {
    {"SL10",
     "the logits were normalised without the exponential",
     {{"p", "{z} / np.sum({z}, axis=-1, keepdims=True)"}}},
    {"SL11", "the exponentials were not divided by their sum", {{"p", "np.exp({z})"}}},
    {"SG08", "the softmax was left out: the logits stand for the probabilities", {{"p", "{z}"}}},
};

const MistakeRule of_the_loss[] = {
    {"SL01", "the logarithm was taken to base 10", {{"{L}", "-np.log10(np.sum(p * y))"}}},
    {"SL02", "the logarithm was taken to base 2", {{"{L}", "-np.log2(np.sum(p * y))"}}},
    {"SL03", "the minus sign of the cross-entropy is lost", {{"{L}", "-cross_entropy(p, y)"}}},
    {"SL05",
     "the loss was summed over all classes; only the true one counts",
     {{"{L}", "-np.sum(np.log(p))"}}},
    {"SL06",
     "this is the binary cross-entropy of every class; with a softmax only the true class counts",
     {{"{L}", "-np.sum(y * np.log(p)) - np.sum((1 - y) * np.log(1 - p))"}}},
    {"SL07",
     "the loss was divided by the number of classes",
     {{"{L}", "cross_entropy(p, y) / {K}"}}},
    {"SL08", "this is the probability of the true class, not its loss", {{"{L}", "np.sum(p * y)"}}},
    {"SL09",
     "this is 1 - p of the true class, not the cross-entropy",
     {{"{L}", "1 - np.sum(p * y)"}}},
    {"SL12",
     "this is half the squared error, not the cross-entropy",
     {{"{L}", "0.5 * np.sum((p - y) ** 2)"}}},
};

const MistakeRule of_the_gradients[] = {
    {"SG05", "the outer product is the wrong way round", {{"d{W}", "np.outer({h}, d{z})"}}},
    {"SG09",
     "the layer's input is missing in the product",
     {{"d{W}", "np.outer(d{z}, 0 * {h} + 1)"}}},
    {"SG10",
     "the gradient was divided by the number of classes",
     {{"d{W}", "np.outer(d{z}, {h}) / {K}"}}},
    {"SG11", "the gradient was multiplied by the weights", {{"d{W}", "np.outer(d{z}, {h}) * {W}"}}},
    {"SH01", "this is the gradient at the logits; W^T is missing", {{"d{h}", "d{z}"}}},
    {"SH02", "p was used as the gradient at the logits; it is p - y", {{"d{h}", "{W}.T @ p"}}},
    {"SH03", "the sign is flipped", {{"d{h}", "-({W}.T @ d{z})"}}},
    {"SH04", "only the row of the true class was used", {{"d{h}", "{W}.T @ (-y * (1 - p))"}}},
    {"SH05",
     "the updated weights were used; the old ones belong here",
     {{"d{h}", "{W}_next.T @ d{z}"}}},
    {"SH06", "W was used where W^T belongs", {{"d{h}", "{W} @ d{z}"}}},
    {"SH07",
     "these are the column sums of the weights' gradient",
     {{"d{h}", "np.sum(d{W}, axis=0)"}}},
};

// The same of several samples, a row each.
const MistakeRule of_a_batch[] = {
    {"SL01", "the logarithm was taken to base 10", {{"{L}", "cross_entropy(p, y, 10)"}}},
    {"SL02", "the logarithm was taken to base 2", {{"{L}", "cross_entropy(p, y, 2)"}}},
    {"SL03", "the minus sign of the cross-entropy is lost", {{"{L}", "-cross_entropy(p, y)"}}},
    {"SL07",
     "the loss was divided by the number of classes",
     {{"{L}", "cross_entropy(p, y) / {K}"}}},
    {"SG05", "the product is the wrong way round", {{"d{W}", "{h}.T @ d{z}"}}},
    {"SG09", "the layer's input is missing in the product", {{"d{W}", "d{z}.T @ (0 * {h} + 1)"}}},
    {"SG10", "the gradient was divided by the number of classes", {{"d{W}", "d{z}.T @ {h} / {K}"}}},
    {"SG11", "the gradient was multiplied by the weights", {{"d{W}", "d{z}.T @ {h} * {W}"}}},
    {"SH01", "this is the gradient at the logits; W is missing", {{"d{h}", "d{z}"}}},
    {"SH02", "p was used as the gradient at the logits; it is p - y", {{"d{h}", "p{n} @ {W}"}}},
    {"SH03", "the sign is flipped", {{"d{h}", "-(d{z} @ {W})"}}},
    {"SH05",
     "the updated weights were used; the old ones belong here",
     {{"d{h}", "d{z} @ {W}_next"}}},
};

// SL04 and SG06: another class taken as the true one. The right one is among them and changes
// nothing.
void add_wrong_classes(const Expanded& step, KindMistakes& all) {
  constexpr std::size_t most_classes = 20;
  if (step.classes > most_classes || step.batch) return;
  for (std::size_t c = 0; c < step.classes; ++c) {
    std::string one_hot = "[";
    for (std::size_t i = 0; i < step.classes; ++i) {
      one_hot += (i == 0 ? "" : ", ") + std::string(i == c ? "1" : "0");
    }
    all.push_back({"SL04", {{"y", one_hot + "]"}}, "another class was taken as the true one"});
  }
}

}  // namespace

void add_softmax_mistakes(const Expanded& step, KindMistakes& all) {
  if (!step.has("dp")) return;
  const Fill fill = step.fill(step.layers.back());
  const auto add = [&](const auto& rules) {
    for (const MistakeRule& rule : rules) all.push_back(filled(rule, fill));
  };
  const bool one = !step.batch;
  if (one) {
    add(of_the_loss);
  } else {
    add(of_a_batch);
  }
  add(of_p);
  add_wrong_classes(step, all);
  add(of_the_gradient_at_the_logits);
  if (one) add(of_the_gradients);
}

}  // namespace reference::training
