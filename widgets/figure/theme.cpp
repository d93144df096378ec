#include "widgets/figure/theme.h"

#include <stdexcept>
#include <string>

namespace losslab {
namespace {

// Low values are pale and warm, so that a minimum stands out as a clearing; the rest stays quiet enough for paths on
// top.
constexpr std::array light_sequential{rgb(0xfffbe8), rgb(0xf1f3ea), rgb(0xdfe9ea), rgb(0xcddde6), rgb(0xbad0df),
                                      rgb(0xa7c2d7), rgb(0x94b3cd), rgb(0x82a4c2), rgb(0x7195b6)};
constexpr std::array dark_sequential{rgb(0x0d0f13), rgb(0x14191f), rgb(0x1a222b), rgb(0x202c38), rgb(0x263746),
                                     rgb(0x2c4254), rgb(0x334e63), rgb(0x3b5a72), rgb(0x436681)};
// From the colour of class −1 over the background to that of class +1.
constexpr std::array light_diverging{rgb(0xeeb7a2), rgb(0xf4cfc0), rgb(0xfae6de), rgb(0xffffff),
                                     rgb(0xe2ecf7), rgb(0xc5d9ef), rgb(0xa8c6e7)};
constexpr std::array dark_diverging{rgb(0x653726), rgb(0x492d24), rgb(0x2e2220), rgb(0x16181d),
                                    rgb(0x1b2735), rgb(0x20374f), rgb(0x26486b)};

// After Okabe and Ito, darkened or lightened until each has a contrast of 3:1 with its background.
constexpr std::array<Color, 8> light_series{rgb(0x0072b2), rgb(0xd55e00), rgb(0x00906a), rgb(0xc0609a),
                                            rgb(0xb27a00), rgb(0x3d95d0), rgb(0x802a55), rgb(0x5f6670)};
constexpr std::array<Color, 8> dark_series{rgb(0x4ba3e3), rgb(0xf07b3f), rgb(0x2cc295), rgb(0xe08fc0),
                                           rgb(0xf0b232), rgb(0x9bd6f9), rgb(0xeee06a), rgb(0xb4bac4)};

// For prints without colour. Neighbouring series are far apart; decisions go from light to dark, as both ends of a
// diverging map would be the same grey.
constexpr std::array light_grey_sequential{rgb(0xfbfbfb), rgb(0xf2f2f2), rgb(0xe7e7e7), rgb(0xdadada), rgb(0xcdcdcd),
                                           rgb(0xbebebe), rgb(0xafafaf), rgb(0xa0a0a0), rgb(0x919191)};
constexpr std::array dark_grey_sequential{rgb(0x0f0f0f), rgb(0x191919), rgb(0x212121), rgb(0x2b2b2b), rgb(0x353535),
                                          rgb(0x404040), rgb(0x4b4b4b), rgb(0x575757), rgb(0x626262)};
constexpr std::array light_grey_diverging{rgb(0xffffff), rgb(0xf6f6f6), rgb(0xededed), rgb(0xe3e3e3),
                                          rgb(0xd8d8d8), rgb(0xcccccc), rgb(0xc0c0c0)};
constexpr std::array dark_grey_diverging{rgb(0x181818), rgb(0x1f1f1f), rgb(0x262626), rgb(0x2e2e2e),
                                         rgb(0x373737), rgb(0x414141), rgb(0x4c4c4c)};
constexpr std::array<Color, 8> light_greys{rgb(0x202020), rgb(0x8c8c8c), rgb(0x545454), rgb(0x747474),
                                           rgb(0x303030), rgb(0x848484), rgb(0x464646), rgb(0x666666)};
constexpr std::array<Color, 8> dark_greys{rgb(0xececec), rgb(0x7e7e7e), rgb(0xb6b6b6), rgb(0x989898),
                                          rgb(0xdcdcdc), rgb(0x888888), rgb(0xc6c6c6), rgb(0xa8a8a8)};

constexpr Theme light{.name = "light",
                      .dark = false,
                      .background = rgb(0xffffff),
                      .panel = rgb(0xf1f3f5),
                      .hover = rgb(0xe4e8ec),
                      .foreground = rgb(0x1d2127),
                      .muted = rgb(0x5c6470),
                      .grid = rgb(0xebedf0),
                      .border = rgb(0xb4bac2),
                      .accent = rgb(0x2563c9),
                      .danger = rgb(0xc0262d),
                      .truth = rgb(0x30363f),
                      .positive = rgb(0x2a6fb5),
                      .negative = rgb(0xcb5a2c),
                      .sequential = light_sequential,
                      .diverging = light_diverging,
                      .series_colors = light_series};

constexpr Theme dark{.name = "dark",
                     .dark = true,
                     .background = rgb(0x16181d),
                     .panel = rgb(0x23272e),
                     .hover = rgb(0x2f353e),
                     .foreground = rgb(0xe6e9ed),
                     .muted = rgb(0x9ba3af),
                     .grid = rgb(0x262a31),
                     .border = rgb(0x4b525d),
                     .accent = rgb(0x6ea8fe),
                     .danger = rgb(0xff6b6b),
                     .truth = rgb(0xd3d9e0),
                     .positive = rgb(0x5b9fe0),
                     .negative = rgb(0xe8804f),
                     .sequential = dark_sequential,
                     .diverging = dark_diverging,
                     .series_colors = dark_series};

constexpr Theme light_grey = [] {
  Theme theme = light;
  theme.background = rgb(0xffffff);
  theme.panel = rgb(0xf3f3f3);
  theme.hover = rgb(0xe7e7e7);
  theme.foreground = rgb(0x212121);
  theme.muted = rgb(0x636363);
  theme.grid = rgb(0xededed);
  theme.border = rgb(0xb9b9b9);
  theme.accent = rgb(0x505050);
  theme.danger = rgb(0x303030);
  theme.truth = rgb(0x363636);
  theme.positive = rgb(0x2c2c2c);
  theme.negative = rgb(0x888888);
  theme.sequential = light_grey_sequential;
  theme.diverging = light_grey_diverging;
  theme.series_colors = light_greys;
  return theme;
}();
constexpr Theme dark_grey = [] {
  Theme theme = dark;
  theme.background = rgb(0x181818);
  theme.panel = rgb(0x272727);
  theme.hover = rgb(0x353535);
  theme.foreground = rgb(0xe9e9e9);
  theme.muted = rgb(0xa2a2a2);
  theme.grid = rgb(0x2a2a2a);
  theme.border = rgb(0x515151);
  theme.accent = rgb(0xb8b8b8);
  theme.danger = rgb(0xe0e0e0);
  theme.truth = rgb(0xd8d8d8);
  theme.positive = rgb(0xe8e8e8);
  theme.negative = rgb(0x909090);
  theme.sequential = dark_grey_sequential;
  theme.diverging = dark_grey_diverging;
  theme.series_colors = dark_greys;
  return theme;
}();

}  // namespace

SeriesStyle Theme::series(std::size_t i) const {
  constexpr std::array dashes{Dash::solid,  Dash::dashed, Dash::dash_dot,  Dash::long_dash,
                              Dash::dotted, Dash::solid,  Dash::dense_dot, Dash::dashed};
  constexpr std::array markers{Marker::circle, Marker::square, Marker::triangle,     Marker::diamond,
                               Marker::cross,  Marker::plus,   Marker::down_triangle};
  // Each round of the colours shifts the dashes. Losses of residuals and of two classes are never in one plot: the
  // latter begin with the fourth round and have the plainest lines again, so that their blues are told apart.
  constexpr std::array<std::size_t, 8> shifts{0, 3, 6, 1, 0, 4, 2, 6};
  const std::size_t round = i / series_colors.size();
  // The seven markers never run in step with the eight colours.
  return {series_colors[i % series_colors.size()], dashes[(i + shifts[round % shifts.size()]) % dashes.size()],
          markers[i % markers.size()]};
}

const Theme& light_theme() { return light; }
const Theme& dark_theme() { return dark; }

const Theme& in_grey(const Theme& theme) { return theme.dark ? dark_grey : light_grey; }

const Theme& theme_named(std::string_view name) {
  if (name == light.name) return light;
  if (name == dark.name) return dark;
  throw std::out_of_range("There is no theme '" + std::string(name) + "': expected light or dark.");
}

}  // namespace losslab
