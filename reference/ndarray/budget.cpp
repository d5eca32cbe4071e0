#include "reference/ndarray/budget.h"

#include <fmt/core.h>

#include <cmath>

#include "reference/ndarray/raised.h"

namespace reference::ndarray {

struct Budget::Lease::Account {
  Limits limits;
  std::int64_t steps = 0;
  std::int64_t bytes = 0;
  double work = 0;
  bool undefined_cast = false;
};

Budget::Budget(Limits limits) : account_(std::make_shared<Lease::Account>()) {
  account_->limits = limits;
}

void Budget::step() const {
  if (++account_->steps <= account_->limits.steps) return;
  limit_exceeded(fmt::format("more than {} steps", account_->limits.steps));
}

void Budget::work(std::int64_t elements, double nanoseconds) const {
  account_->work += static_cast<double>(elements) * nanoseconds;
  if (account_->work <= static_cast<double>(account_->limits.work)) return;
  limit_exceeded(fmt::format("more work than the limit of about {:.1f} seconds",
                             static_cast<double>(account_->limits.work) / 1e9));
}

void Budget::require(std::int64_t bytes) const {
  if (bytes <= account_->limits.bytes - account_->bytes) return;
  limit_exceeded(fmt::format("more than {} MB of memory",
                             account_->limits.bytes / (std::int64_t{1024} * 1024)));
}

std::unique_ptr<const Budget::Lease> Budget::lease(std::int64_t bytes) const {
  require(bytes);
  return std::unique_ptr<const Lease>(new Lease(account_, bytes));
}

Budget::Lease::Lease(std::shared_ptr<Account> account, std::int64_t bytes)
    : account_(std::move(account)), bytes_(bytes) {
  account_->bytes += bytes_;
}

Budget::Lease::~Lease() { account_->bytes -= bytes_; }

void Budget::note_undefined_cast() const { account_->undefined_cast = true; }
bool Budget::undefined_cast() const { return account_->undefined_cast; }
std::int64_t Budget::steps_used() const { return account_->steps; }

}  // namespace reference::ndarray
