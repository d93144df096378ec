#pragma once
#include <cstdint>

namespace losslab {

// sRGB with straight alpha, 0..255.
struct Color {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  constexpr Color with_alpha(std::uint8_t alpha) const { return {r, g, b, alpha}; }
  friend bool operator==(const Color&, const Color&) = default;
};

constexpr Color rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex),
          255};
}
// Linear mix in sRGB, t = 0 gives a.
constexpr Color mix(Color a, Color b, double t) {
  constexpr double half = 0.5;  // to the nearest
  auto channel = [t](std::uint8_t u, std::uint8_t v) { return static_cast<std::uint8_t>(u + (v - u) * t + half); };
  return {channel(a.r, b.r), channel(a.g, b.g), channel(a.b, b.b), channel(a.a, b.a)};
}

}  // namespace losslab
