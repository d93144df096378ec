// The page of boxes in a session.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/files/toml_writer.h"
#include "app/core/structures/boxes/boxes_page.h"
#include "app/core/structures/boxes/boxes_screen.h"
#include "app/core/structures/structures_page.h"

namespace losslab {
namespace {

using namespace toml_text;

std::string section_name() { return fmt::format("{}.{}", structures_id, boxes_id); }

Box read_box(TomlSection& in, const char* key, const std::vector<double>& numbers, std::size_t from) {
  Box box{};
  std::copy_n(numbers.begin() + static_cast<std::ptrdiff_t>(from), 4, box.begin());
  for (const double edge : box) {
    if (std::abs(edge) <= farthest_edge) continue;
    in.refuse(key, fmt::format("expected edges from {} to {}, found {}", -farthest_edge, farthest_edge, edge));
  }
  if (width_of(box) < least_side || height_of(box) < least_side) {
    in.refuse(key, fmt::format("expected x1 y1 x2 y2 with x2 and y2 beyond x1 and y1 by at least {}", least_side));
  }
  return box;
}

}  // namespace

void BoxesScreen::read(TomlSection& session, Document& document) const {
  auto in = session.section(boxes_id);
  if (!in) return;
  BoxesPage& page = boxes_page(document);
  std::vector<double> numbers;
  if (in->numbers("prediction", numbers)) {
    if (numbers.size() != 4) in->refuse("prediction", "expected four numbers, x1 y1 x2 y2");
    page.prediction = read_box(*in, "prediction", numbers, 0);
  }
  if (in->numbers("targets", numbers)) {
    if (numbers.empty() || numbers.size() % 4 != 0 || numbers.size() / 4 > most_targets) {
      in->refuse("targets", fmt::format("expected four numbers for each of 1 to {} boxes", most_targets));
    }
    page.targets.clear();
    for (std::size_t i = 0; i < numbers.size(); i += 4) page.targets.push_back(read_box(*in, "targets", numbers, i));
  }
  read_running(*in, page, box_losses());
  in->finish();
}

void BoxesScreen::write(TomlWriter& session, const Document& document) const {
  const BoxesPage& page = boxes_page(document);
  if (page == BoxesPage()) return;
  session.section(section_name());
  session.line("prediction", numbers(page.prediction));
  std::vector<double> all;
  for (const Box& target : page.targets) all.insert(all.end(), target.begin(), target.end());
  session.line("targets", numbers(all));
  write_running_keys(session, page);
  write_running_sections(session, section_name(), page, BoxesPage(), box_losses());
}

void BoxesScreen::read_view(TomlSection& view, View& out) const {
  auto in = view.section(boxes_id);
  if (!in) return;
  BoxesView& look = boxes_view(out);
  if (const auto plot = in->word("upper", boxes_plot_names)) look.upper = static_cast<BoxesPlot>(*plot);
  if (const auto plot = in->word("lower", boxes_plot_names)) look.lower = static_cast<BoxesPlot>(*plot);
  if (const auto what = in->word("history", boxes_quantity_names)) look.history = static_cast<BoxesQuantity>(*what);
  if (const auto over = in->word("field", boxes_field_names)) look.field = static_cast<BoxesField>(*over);
  if (const auto path = in->word("path", boxes_path_names)) look.path = static_cast<BoxesPath>(*path);
  in->finish();
}

void BoxesScreen::write_view(TomlWriter&, TomlWriter& sections, const View& view) const {
  const BoxesView& look = boxes_view(view);
  if (look == BoxesView()) return;
  sections.section("view." + section_name());
  sections.line("upper", in_quotes(boxes_plot_names[static_cast<std::size_t>(look.upper)]));
  sections.line("lower", in_quotes(boxes_plot_names[static_cast<std::size_t>(look.lower)]));
  sections.line("history", in_quotes(boxes_quantity_names[static_cast<std::size_t>(look.history)]));
  sections.line("field", in_quotes(boxes_field_names[static_cast<std::size_t>(look.field)]));
  sections.line("path", in_quotes(boxes_path_names[static_cast<std::size_t>(look.path)]));
}

}  // namespace losslab
