#include "widgets/imgui/sprites.h"

#include <algorithm>
#include <cmath>

namespace losslab {
namespace {

constexpr std::size_t most_sprites = 64;  // a figure has a handful; zooming text sizes brings new ones
constexpr int samples = 16;               // along each side of a pixel

bool same(std::span<const ImVec2> a, std::span<const ImVec2> b) {
  constexpr float rounding = 1e-3F;
  return std::ranges::equal(
      a, b, [](ImVec2 p, ImVec2 q) { return std::abs(p.x - q.x) < rounding && std::abs(p.y - q.y) < rounding; });
}

// The share of each pixel that is inside of the shape. One pixel around it stays clear, for the picture is drawn
// between pixels too.
template <class Inside>
Pixels cover(int side, const Inside& inside) {
  Pixels pixels{side, side, {}};
  pixels.data.reserve(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
  const float half = 0.5F * static_cast<float>(side);
  const auto place = [half](int pixel, int sample) {
    return static_cast<float>(pixel) + (static_cast<float>(sample) + 0.5F) / samples - half;
  };
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      int hits = 0;
      for (int sample = 0; sample < samples * samples; ++sample) {
        hits += inside(ImVec2(place(column, sample % samples), place(row, sample / samples))) ? 1 : 0;
      }
      const int alpha = (255 * hits + samples * samples / 2) / (samples * samples);
      pixels.data.push_back({255, 255, 255, static_cast<std::uint8_t>(alpha)});
    }
  }
  return pixels;
}

// Which side of the line from a to b a point lies on, by sign.
float side_of(ImVec2 a, ImVec2 b, ImVec2 p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); }

}  // namespace

template <class Inside>
const Sprites::Sprite* Sprites::add(Entry entry, float reach, const Inside& inside) {
  if (!(reach > 0 && reach <= largest)) return nullptr;
  if (entries_.size() == most_sprites) entries_.clear();
  const int side = 2 * static_cast<int>(std::ceil(reach)) + 2;
  const float half = reach + 0.5F, edge = static_cast<float>(side);
  entry.sprite = {std::make_shared<const Pixels>(cover(side, inside)), half, 0.5F - half / edge};
  entries_.push_back(std::move(entry));
  return &entries_.back().sprite;
}

const Sprites::Sprite* Sprites::disc(float radius) {
  const auto known = std::ranges::find_if(
      entries_, [radius](const Entry& entry) { return entry.corners.empty() && entry.radius == radius; });
  if (known != entries_.end()) return &known->sprite;
  return add({radius, {}, {}}, radius, [radius](ImVec2 p) { return p.x * p.x + p.y * p.y < radius * radius; });
}

const Sprites::Sprite* Sprites::polygon(std::span<const ImVec2> corners) {
  const auto known = std::ranges::find_if(entries_, [&](const Entry& entry) { return same(entry.corners, corners); });
  if (known != entries_.end()) return &known->sprite;
  float reach = 0;
  for (const ImVec2 p : corners) reach = std::max({reach, std::abs(p.x), std::abs(p.y)});
  const auto inside = [&](ImVec2 p) {
    bool left = true, right = true;
    for (std::size_t i = 0; i < corners.size(); ++i) {
      const float side = side_of(corners[i], corners[(i + 1) % corners.size()], p);
      left = left && side >= 0;
      right = right && side <= 0;
    }
    return left || right;
  };
  return add({0, {corners.begin(), corners.end()}, {}}, reach, inside);
}

}  // namespace losslab
