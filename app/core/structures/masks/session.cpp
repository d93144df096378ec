// The page of masks in a session.
#include <fmt/format.h>

#include <algorithm>

#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/files/toml_writer.h"
#include "app/core/structures/masks/masks_figure.h"
#include "app/core/structures/masks/masks_screen.h"
#include "app/core/structures/structures_page.h"

namespace losslab {
namespace {

using namespace toml_text;

std::string section_name() { return fmt::format("{}.{}", structures_id, masks_id); }

template <class Kind, std::size_t count>
void read_word(TomlSection& in, const char* key, const std::array<const char*, count>& names, Kind& out) {
  if (const auto word = in.word(key, names)) out = static_cast<Kind>(*word);
}
template <class Kind, std::size_t count>
void write_word(TomlWriter& out, const char* key, const std::array<const char*, count>& names, Kind value) {
  out.line(key, in_quotes(names[static_cast<std::size_t>(value)]));
}

void read_painted(TomlSection& in, const char* key, MaskGrid& mask, int side, bool needed) {
  std::vector<std::string> rows;
  if (in.texts(key, rows)) in.at(key, [&] { mask = mask_of_rows(rows, side); });
  if (needed && mask.empty()) in.refuse(key, "expected the rows of what was painted");
}

void read_number(TomlSection& in, const char* key, double& out, double least, double most) {
  in.number(key, out, fmt::format("a number from {} to {}", least, most), least, most);
}

}  // namespace

void MasksScreen::read(TomlSection& session, Document& document) const {
  auto in = session.section(masks_id);
  if (!in) return;
  MasksPage& page = masks_page(document);
  std::int64_t side = page.side;
  in->integer("side", side, mask_limits::least_side, mask_limits::greatest_side);
  page.side = static_cast<int>(side);
  read_word(*in, "truth", mask_truth_names, page.truth);
  read_word(*in, "model", mask_model_names, page.model);
  read_word(*in, "start", mask_start_names, page.start);
  read_painted(*in, "painted_truth", page.painted_truth, page.side, page.truth == MaskTruth::painted);
  read_painted(*in, "painted_start", page.painted_start, page.side, page.start == MaskStart::painted);
  read_number(*in, "blur", page.blur, mask_limits::least_blur, mask_limits::most_blur);
  read_number(*in, "shift", page.shift, 0, mask_limits::most_shift);
  read_number(*in, "noise", page.noise, 0, mask_limits::most_noise);
  in->seed("seed", page.seed);
  if (auto disc = in->section("disc")) {
    read_number(*disc, "x", page.disc.x, 0, 1);
    read_number(*disc, "y", page.disc.y, 0, 1);
    read_number(*disc, "radius", page.disc.radius, mask_limits::least_radius, mask_limits::greatest_radius);
    disc->finish();
  }
  page.optimizer.rate = usual_mask_rate(page.model);
  read_running(*in, page, mask_losses());
  in->finish();
}

void MasksScreen::write(TomlWriter& session, const Document& document) const {
  const MasksPage& page = masks_page(document);
  MasksPage usual;
  if (page == usual) return;
  session.section(section_name());
  session.line("side", whole(page.side));
  write_word(session, "truth", mask_truth_names, page.truth);
  write_word(session, "model", mask_model_names, page.model);
  write_word(session, "start", mask_start_names, page.start);
  if (!page.painted_truth.empty()) session.line("painted_truth", texts(mask_rows(page.painted_truth)));
  if (!page.painted_start.empty()) session.line("painted_start", texts(mask_rows(page.painted_start)));
  session.line("blur", number(page.blur));
  session.line("shift", number(page.shift));
  session.line("noise", number(page.noise));
  session.line("seed", seed(page.seed));
  write_running_keys(session, page);
  session.section(section_name() + ".disc");
  session.line("x", number(page.disc.x));
  session.line("y", number(page.disc.y));
  session.line("radius", number(page.disc.radius));
  usual.optimizer.rate = usual_mask_rate(page.model);  // as it is read where nothing is said of it
  write_running_sections(session, section_name(), page, usual, mask_losses());
}

void MasksScreen::read_view(TomlSection& view, View& out) const {
  auto in = view.section(masks_id);
  if (!in) return;
  MasksView& look = masks_view(out);
  read_word(*in, "upper", masks_plot_names, look.upper);
  read_word(*in, "lower", masks_plot_names, look.lower);
  read_word(*in, "history", masks_quantity_names, look.history);
  in->flag("own_scale", look.own_scale);
  in->finish();
}

void MasksScreen::write_view(TomlWriter&, TomlWriter& sections, const View& view) const {
  const MasksView& look = masks_view(view);
  if (look == MasksView()) return;
  sections.section("view." + section_name());
  write_word(sections, "upper", masks_plot_names, look.upper);
  write_word(sections, "lower", masks_plot_names, look.lower);
  write_word(sections, "history", masks_quantity_names, look.history);
  sections.line("own_scale", flag(look.own_scale));
}

}  // namespace losslab
