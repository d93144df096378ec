#pragma once
#include <cassert>
#include <map>
#include <memory>
#include <string>
#include <typeinfo>
#include <utility>

namespace losslab {

// A value of any type that can be copied and compared: what one screen has in the document or in the view. The shell
// keeps parts without knowing what is in them.
class Part {
 public:
  template <class T>
  explicit Part(T value) : held_(std::make_unique<Held<T>>(std::move(value))) {}
  Part(const Part& other) : held_(other.held_->copy()) {}
  Part(Part&&) noexcept = default;
  Part& operator=(const Part& other) {
    held_ = other.held_->copy();
    return *this;
  }
  Part& operator=(Part&&) noexcept = default;
  ~Part() = default;

  // Of the type that it was made with; another is a broken invariant.
  template <class T>
  T& as() {
    assert(held_->type() == typeid(T));
    return static_cast<Held<T>&>(*held_).value;
  }
  template <class T>
  const T& as() const {
    assert(held_->type() == typeid(T));
    return static_cast<const Held<T>&>(*held_).value;
  }
  friend bool operator==(const Part& a, const Part& b) { return a.held_->equals(*b.held_); }

 private:
  struct Base {
    Base() = default;
    Base(const Base&) = delete;
    Base& operator=(const Base&) = delete;
    virtual ~Base() = default;
    virtual std::unique_ptr<Base> copy() const = 0;
    virtual bool equals(const Base& other) const = 0;
    virtual const std::type_info& type() const = 0;
  };
  template <class T>
  struct Held final : Base {
    explicit Held(T of) : value(std::move(of)) {}
    std::unique_ptr<Base> copy() const override { return std::make_unique<Held>(value); }
    bool equals(const Base& other) const override {
      return other.type() == typeid(T) && static_cast<const Held&>(other).value == value;
    }
    const std::type_info& type() const override { return typeid(T); }
    T value;
  };
  std::unique_ptr<Base> held_;
};

// By the id of the screen. Each screen of the list has one.
using Parts = std::map<std::string, Part, std::less<>>;

}  // namespace losslab
