#include "app/core/distributions/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/distributions/bell/bell_session.h"
#include "app/core/distributions/class_entry.h"
#include "app/core/distributions/distributions_figure.h"
#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/files/toml_writer.h"

namespace losslab {
namespace {

using namespace toml_text;

// What a sum of written decimals may miss of 1.
constexpr double rounding = 1e-9;

void read_truth(TomlSection& in, DistributionsPage& page) {
  if (!in.numbers("truth", page.truth)) return;
  if (page.truth.size() < least_classes || page.truth.size() > most_classes) {
    in.refuse("truth",
              fmt::format("expected {} to {} probabilities, found {}", least_classes, most_classes, page.truth.size()));
  }
  double sum = 0;
  for (std::size_t k = 0; k < page.truth.size(); ++k) {
    const double t = page.truth[k];
    if (!(t >= 0)) {
      in.refuse("truth", fmt::format("expected probabilities of 0 or more, found {} for class {}", t, k + 1));
    }
    sum += t;
  }
  if (std::abs(sum - 1) > rounding) {
    in.refuse("truth", fmt::format("expected probabilities that sum to 1, found the sum {}", sum));
  }
}

void read_logits(TomlSection& in, const char* key, std::vector<double>& logits, std::size_t classes) {
  if (!in.numbers(key, logits)) logits.resize(classes, 0);
  if (logits.size() != classes) {
    in.refuse(key, fmt::format("expected as many as truth has, {}, found {}", classes, logits.size()));
  }
  for (const double z : logits) {
    if (!(std::abs(z) <= largest_logit)) {
      in.refuse(key, fmt::format("expected numbers from {} to {}, found {}", -largest_logit, largest_logit, z));
    }
  }
}

void read_names(TomlSection& in, DistributionsPage& page) {
  if (!in.texts("names", page.names) || page.names.empty()) return;
  if (page.names.size() != page.classes()) {
    in.refuse("names", fmt::format("expected as many as truth has, {}, found {}", page.classes(), page.names.size()));
  }
  for (const std::string& name : page.names) {
    if (!is_class_name(name)) {
      in.refuse("names", fmt::format("expected names of {} letters at most, found \"{}\"", longest_class_name, name));
    }
  }
}

}  // namespace

void read_distributions(TomlSection in, DistributionsPage& page) {
  if (const auto subject = in.word("subject", distribution_subject_names)) {
    page.subject = static_cast<DistributionSubject>(*subject);
  }
  if (auto bell = in.section("bell")) read_bell(std::move(*bell), page.bell);
  read_truth(in, page);
  const std::size_t classes = page.classes();
  read_logits(in, "logits", page.logits, classes);
  read_logits(in, "teacher", page.teacher, classes);
  read_names(in, page);
  read_running(in, page, logit_losses());
  in.finish();
}

void write_distributions(TomlWriter& out, const DistributionsPage& page) {
  if (page == DistributionsPage()) return;
  out.section(distributions_id);
  out.line("subject", in_quotes(distribution_subject_names[static_cast<std::size_t>(page.subject)]));
  out.line("truth", numbers(page.truth));
  out.line("logits", numbers(page.logits));
  out.line("teacher", numbers(page.teacher));
  if (!page.names.empty()) out.line("names", texts(page.names));
  write_running_keys(out, page);
  write_running_sections(out, distributions_id, page, DistributionsPage(), logit_losses());
  write_bell(out, page.bell, fmt::format("{}.bell", distributions_id));
}

void read_distributions_view(TomlSection in, DistributionsView& view) {
  if (const auto plot = in.word("upper", distribution_plot_names)) view.upper = static_cast<DistributionPlot>(*plot);
  if (const auto plot = in.word("lower", distribution_plot_names)) view.lower = static_cast<DistributionPlot>(*plot);
  if (const auto what = in.word("history", descent_quantity_names)) view.history = static_cast<DescentQuantity>(*what);
  std::int64_t whole = view.logit;
  in.integer("logit", whole, 0, static_cast<std::int64_t>(most_classes) - 1);
  view.logit = static_cast<int>(whole);
  std::vector<double> corners;
  if (in.numbers("corners", corners)) {
    const auto is_class = [](double v) {
      return v >= 0 && v < static_cast<double>(most_classes) && v == std::floor(v);
    };
    if (corners.size() != 3 || !std::ranges::all_of(corners, is_class) || corners[0] == corners[1] ||
        corners[0] == corners[2] || corners[1] == corners[2]) {
      in.refuse("corners", "expected three different classes, counted from 0");
    }
    for (std::size_t i = 0; i < 3; ++i) view.corners[i] = static_cast<int>(corners[i]);
  }
  in.flag("bits", view.bits);
  if (in.text("large", view.large)) {
    const std::vector<std::string> plots = distribution_plots();
    if (!view.large.empty() && std::ranges::find(plots, view.large) == plots.end()) {
      in.refuse("large", fmt::format("expected the name of a plot, found \"{}\"", view.large));
    }
  }
  if (auto bell = in.section("bell")) read_bell_view(std::move(*bell), view.bell);
  in.finish();
}

void write_distributions_view(TomlWriter& out, const DistributionsView& view) {
  if (view == DistributionsView()) return;
  out.section(std::string("view.") + distributions_id);
  out.line("upper", in_quotes(distribution_plot_names[static_cast<std::size_t>(view.upper)]));
  out.line("lower", in_quotes(distribution_plot_names[static_cast<std::size_t>(view.lower)]));
  out.line("history", in_quotes(descent_quantity_names[static_cast<std::size_t>(view.history)]));
  out.line("logit", whole(view.logit));
  out.line("corners", fmt::format("[{}, {}, {}]", view.corners[0], view.corners[1], view.corners[2]));
  out.line("bits", flag(view.bits));
  if (!view.large.empty()) out.line("large", in_quotes(view.large));
  write_bell_view(out, view.bell, fmt::format("view.{}.bell", distributions_id));
}

}  // namespace losslab
