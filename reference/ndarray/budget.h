// What one run of a snippet may use. Everything is charged before it is done.
#pragma once

#include <cstdint>
#include <memory>

namespace reference::ndarray {

struct Limits {
  std::int64_t steps = 10'000'000;                       // expressions and statements evaluated
  std::int64_t bytes = std::int64_t{256} * 1024 * 1024;  // of arrays, lists and texts alive at once
  std::int64_t work = 1'500'000'000;                     // about a nanosecond each
};

// Handles of one account; copies charge the same.
class Budget {
 public:
  explicit Budget(Limits limits = {});

  // Each throws Raised{Fault::limit} if the limit is passed, with a message that names it.
  void step() const;
  // `elements` operations of about `nanoseconds` each. Overflow of the product counts as too much.
  void work(std::int64_t elements, double nanoseconds = 1) const;

  // Bytes alive, for as long as the lease (or a copy of the pointer) lives.
  class Lease {
   public:
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

   private:
    friend class Budget;
    struct Account;
    Lease(std::shared_ptr<Account> account, std::int64_t bytes);
    std::shared_ptr<Account> account_;
    std::int64_t bytes_;
  };
  std::unique_ptr<const Lease> lease(std::int64_t bytes) const;

  // Whether `bytes` more could be leased now; throws as lease() does if not. For what a library is
  // about to allocate by itself.
  void require(std::int64_t bytes) const;

  // A float that C leaves undefined as an integer was converted: its value is this processor's.
  void note_undefined_cast() const;
  bool undefined_cast() const;

  std::int64_t steps_used() const;

 private:
  std::shared_ptr<Lease::Account> account_;
};

}  // namespace reference::ndarray
