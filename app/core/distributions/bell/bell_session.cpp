#include "app/core/distributions/bell/bell_session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/files/toml_writer.h"

namespace losslab {
namespace {

using namespace toml_text;

// What a sum of written decimals may miss of 1.
constexpr double rounding = 1e-9;

void read_humps(TomlSection& in, BellPage& page) {
  std::vector<double> means, widths, weights;
  const bool has_means = in.numbers("means", means), has_widths = in.numbers("widths", widths),
             has_weights = in.numbers("weights", weights);
  if (!has_means && !has_widths && !has_weights) return;
  if (means.empty() || means.size() > most_humps) {
    in.refuse("means", fmt::format("expected the means of 1 to {} humps, found {}", most_humps, means.size()));
  }
  for (const auto& [key, values] : {std::pair{"widths", &widths}, std::pair{"weights", &weights}}) {
    if (values->size() == means.size()) continue;
    in.refuse(key, fmt::format("expected as many as there are means, {}, found {}", means.size(), values->size()));
  }
  double sum = 0;
  page.humps.clear();
  for (std::size_t i = 0; i < means.size(); ++i) {
    if (!(std::abs(means[i]) <= farthest_mean)) {
      in.refuse("means",
                fmt::format("expected numbers from {} to {}, found {}", -farthest_mean, farthest_mean, means[i]));
    }
    if (!(widths[i] >= least_width && widths[i] <= greatest_width)) {
      in.refuse("widths",
                fmt::format("expected numbers from {} to {}, found {}", least_width, greatest_width, widths[i]));
    }
    if (!(weights[i] > 0)) in.refuse("weights", fmt::format("expected numbers above 0, found {}", weights[i]));
    sum += weights[i];
    page.humps.push_back({weights[i], means[i], widths[i]});
  }
  if (std::abs(sum - 1) > rounding) {
    in.refuse("weights", fmt::format("expected weights that sum to 1, found the sum {}", sum));
  }
}

void read_start(TomlSection& in, BellPage& page) {
  std::vector<double> start;
  if (!in.numbers("start", start)) return;
  const bool valid =
      start.size() == 2 && std::abs(start[0]) <= farthest_mean && start[1] >= least_width && start[1] <= greatest_width;
  if (!valid) {
    in.refuse("start",
              fmt::format("expected [mean, width] of the bell, the mean from {} to {} and the width from {} to {}",
                          -farthest_mean, farthest_mean, least_width, greatest_width));
  }
  page.mean = start[0];
  page.width = start[1];
}

DivergenceKind kind_named(const TomlSection& in, std::string_view key, const std::string& id) {
  const BellDivergenceInfo* const info = find_bell_divergence(id);
  if (info != nullptr) return info->kind;
  std::string known;
  for (const BellDivergenceInfo& one : bell_divergences()) known.append(known.empty() ? "" : ", ").append(one.id);
  in.refuse(key, fmt::format("expected one of {}, found \"{}\"", known, id));
}

void read_divergences(TomlSection& in, BellPage& page) {
  std::vector<std::string> ids;
  if (in.texts("divergences", ids)) {
    page.ticked.clear();
    for (const std::string& id : ids) {
      const DivergenceKind kind = kind_named(in, "divergences", id);
      if (page.has(kind)) in.refuse("divergences", fmt::format("{} is named twice", id));
      page.ticked.push_back(kind);
    }
    std::ranges::sort(page.ticked);
    if (!page.ticked.empty()) page.chosen = page.ticked.front();
  }
  std::string chosen;
  if (!in.text("chosen", chosen)) return;
  page.chosen = kind_named(in, "chosen", chosen);
  if (!page.has(page.chosen)) {
    in.refuse("chosen", fmt::format("expected one of the divergences that run, found \"{}\"", chosen));
  }
}

}  // namespace

void read_bell(TomlSection in, BellPage& page) {
  read_humps(in, page);
  read_start(in, page);
  read_divergences(in, page);
  in.number("alpha", page.alpha, "a number from 0 to 1", 0, 1);
  if (auto section = in.section("optimizer")) {
    Optimizer& optimizer = page.optimizer;
    std::string kind;
    if (section->text("kind", kind)) {
      section->at("kind", [&] { set_method(optimizer, parse_optimizer(kind).kind); });
    }
    if (section->number("rate", optimizer.rate, "a number above 0") && !(optimizer.rate > 0)) {
      section->refuse("rate", "expected a number above 0");
    }
    section->number("momentum", optimizer.momentum, "a number from 0 to 1", 0, 1);
    section->number("clip", optimizer.clip, "a number of 0 or more", 0);
    section->finish();
  }
  in.finish();
}

void write_bell(TomlWriter& out, const BellPage& page, const std::string& section) {
  if (page == BellPage()) return;
  out.section(section);
  std::vector<double> means, widths, weights;
  for (const Hump& hump : page.humps) {
    means.push_back(hump.mean);
    widths.push_back(hump.width);
    weights.push_back(hump.weight);
  }
  out.line("means", numbers(means));
  out.line("widths", numbers(widths));
  out.line("weights", numbers(weights));
  out.line("start", numbers(std::array{page.mean, page.width}));
  std::vector<std::string> ids;
  for (const DivergenceKind kind : page.ticked) ids.emplace_back(info_of(kind).id);
  out.line("divergences", texts(ids));
  if (!ids.empty()) out.line("chosen", in_quotes(info_of(page.chosen).id));
  out.line("alpha", number(page.alpha));
  if (page.optimizer == usual_bell_optimizer()) return;
  out.section(section + ".optimizer");
  out.line("kind", in_quotes(to_text(page.optimizer.kind)));
  out.line("rate", number(page.optimizer.rate));
  out.line("momentum", number(page.optimizer.momentum));
  out.line("clip", number(page.optimizer.clip));
}

void read_bell_view(TomlSection in, BellView& view) {
  if (const auto what = in.word("left", bell_quantity_names)) view.left = static_cast<BellQuantity>(*what);
  if (const auto what = in.word("right", bell_quantity_names)) view.right = static_cast<BellQuantity>(*what);
  in.finish();
}

void write_bell_view(TomlWriter& out, const BellView& view, const std::string& section) {
  if (view == BellView()) return;
  out.section(section);
  out.line("left", in_quotes(bell_quantity_names[static_cast<std::size_t>(view.left)]));
  out.line("right", in_quotes(bell_quantity_names[static_cast<std::size_t>(view.right)]));
}

}  // namespace losslab
