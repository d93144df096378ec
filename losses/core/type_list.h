#pragma once
#include <cstddef>

namespace losslab {

template <class... Ts>
struct TypeList {
  static constexpr std::size_t size = sizeof...(Ts);
};

template <class... As, class... Bs, class... Cs>
TypeList<As..., Bs..., Cs...> joined(TypeList<As...>, TypeList<Bs...>, TypeList<Cs...>);

}  // namespace losslab
