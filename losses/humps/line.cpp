#include "losses/humps/line.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "losses/core/elementary.h"

namespace losslab {
namespace {

constexpr double reach = 10;        // in standard deviations: beyond, a density is below 1e-21 of its height
constexpr double panel_widths = 2;  // a panel's length, in standard deviations
constexpr double bend_widths = 4;   // and at a bend, in units of its width
constexpr double growth = 2;        // and away from it: length over distance
constexpr double hidden = 40;       // a Gaussian this many nats below another does not show

struct Node {
  double place, weight;
};
// Gauss and Legendre's places in (0, 1] and their weights; the others lie at the negative places.
constexpr std::array<Node, 3> few{{{0.932469514203152028, 0.171324492379170345},
                                   {0.661209386466264514, 0.360761573048138608},
                                   {0.238619186083196909, 0.467913934572691047}}};
constexpr std::array<Node, 7> many{{{0.986283808696812339, 0.035119460331751863},
                                    {0.928434883663573517, 0.0801580871597602098},
                                    {0.827201315069764993, 0.121518570687903185},
                                    {0.68729290481168547, 0.157203167158193535},
                                    {0.515248636358154092, 0.185538397477937814},
                                    {0.31911236892788976, 0.205198463721295604},
                                    {0.108054948707343662, 0.21526385346315779}}};

struct Gaussian {
  double mean, width, height;  // height: the logarithm of its largest value, less log √(2π)

  double log_density(double x) const {
    const double u = (x - mean) / width;
    return height - 0.5 * u * u;
  }
};

// Where one Gaussian takes over from another: there log(e^a + e^b) turns within about 1/|a′ − b′|.
struct Bend {
  double place, width;
};

class Panels {
 public:
  explicit Panels(double origin) : origin_(origin) {}

  // The integral reaches as far as they do.
  void reach_over(const Mixture& mixture) {
    for (const Hump& hump : mixture.humps()) reach_over(hump.mean - origin_, hump.width);
  }
  void reach_over(const Bell& bell) { reach_over(bell.mean - origin_, bell.width()); }
  void add(const Mixture& mixture) {
    for (const Hump& hump : mixture.humps()) {
      all_.push_back({hump.mean - origin_, hump.width, scalar::log(hump.weight) - scalar::log(hump.width)});
    }
    // Of log p itself, whatever q is: reverse KL asks for it where q is all there is.
    for (std::size_t i = 0; i < all_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) cross(all_[i], all_[j]);
    }
  }
  // After the mixture. With bends of log (p + q), where that is asked for.
  void add(const Bell& bell, bool bends) {
    all_.push_back({bell.mean - origin_, bell.width(), -bell.log_width});
    for (std::size_t i = 0; bends && i + 1 < all_.size(); ++i) cross(all_.back(), all_[i]);
  }
  LineRule rule(std::span<const Node> nodes) const {
    LineRule out{origin_, {}, {}};
    for (double from = begin_; from < end_;) {
      const double length = longest_from(from);
      if (!(from + length > from)) return {origin_, {0}, {std::numeric_limits<double>::quiet_NaN()}};
      const double half = 0.5 * length, middle = from + half;
      for (const Node& node : nodes) {
        for (const double side : {-half, half}) {
          out.off.push_back(middle + side * node.place);
          out.weight.push_back(half * node.weight);
        }
      }
      from += length;
    }
    return out;
  }

 private:
  void reach_over(double mean, double width) {
    begin_ = std::min(begin_, mean - reach * width);
    end_ = std::max(end_, mean + reach * width);
  }
  // The places where two of them are equal: roots of c0 + c1 y + c2 y² with y = x − a.mean.
  void cross(const Gaussian& a, const Gaussian& b) {
    const double precision_a = 1 / (a.width * a.width), precision_b = 1 / (b.width * b.width), off = a.mean - b.mean;
    const double c2 = 0.5 * (precision_b - precision_a), c1 = precision_b * off,
                 c0 = a.height - b.height + 0.5 * precision_b * off * off;
    const double root = std::sqrt(c1 * c1 - 4 * c2 * c0);  // the difference of their slopes there
    if (!(root > 0)) return;
    const double sum = -0.5 * (c1 + std::copysign(root, c1));
    if (sum != 0) note({a.mean + c0 / sum, 1 / root}, a);
    if (c2 != 0) note({a.mean + sum / c2, 1 / root}, a);
  }
  void note(const Bend& bend, const Gaussian& of) {
    if (!(bend.place > begin_ && bend.place < end_)) return;
    const double here = of.log_density(bend.place);
    const bool seen = std::ranges::none_of(
        all_, [&](const Gaussian& other) { return other.log_density(bend.place) > here + hidden; });
    if (seen) bends_.push_back(bend);
  }
  double longest_from(double x) const {
    double length = end_ - x;
    for (const Gaussian& one : all_) {
      const double to_begin = one.mean - reach * one.width - x, own = panel_widths * one.width;
      if (x < one.mean + reach * one.width) length = std::min(length, std::max(own, to_begin));
    }
    for (const Bend& bend : bends_) {
      const double off = x - bend.place;
      // Before it: so long that at its end, too, length and distance are in that proportion.
      const double away = off < 0 ? -off * growth / (1 + growth) : off * growth;
      length = std::min(length, std::max(bend_widths * bend.width, away));
    }
    return length;
  }

  double origin_;  // what places are counted from
  std::vector<Gaussian> all_;
  std::vector<Bend> bends_;
  double begin_ = std::numeric_limits<double>::infinity(), end_ = -std::numeric_limits<double>::infinity();
};

std::span<const Node> nodes(Precision precision) {
  return precision == Precision::full ? std::span<const Node>(many) : std::span<const Node>(few);
}

}  // namespace

LineRule rule_over_both(const Mixture& mixture, const Bell& bell, Precision precision) {
  Panels panels(bell.mean);
  panels.reach_over(mixture);
  panels.reach_over(bell);
  panels.add(mixture);
  panels.add(bell, true);
  return panels.rule(nodes(precision));
}

LineRule rule_over_bell(const Mixture& mixture, const Bell& bell, Precision precision) {
  Panels panels(bell.mean);
  panels.reach_over(bell);
  panels.add(mixture);
  panels.add(bell, false);
  return panels.rule(nodes(precision));
}

LineRule rule_over_mixture(const Mixture& mixture) {
  Panels panels(0);
  panels.reach_over(mixture);
  panels.add(mixture);
  return panels.rule(many);
}

}  // namespace losslab
