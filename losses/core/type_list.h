#pragma once
#include <cstddef>

namespace losslab {

template <class... Ts>
struct TypeList {
  static constexpr std::size_t size = sizeof...(Ts);
};

template <class... As>
TypeList<As...> joined(TypeList<As...> list) {
  return list;
}
template <class... As, class... Bs, class... Rest>
auto joined(TypeList<As...>, TypeList<Bs...>, Rest... rest) {
  return joined(TypeList<As..., Bs...>{}, rest...);
}

}  // namespace losslab
