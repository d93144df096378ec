#include "app/core/structures/sequence/sequence_session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/files/toml_writer.h"

namespace losslab {
namespace {

using namespace toml_text;

constexpr const char* section_name = "structures.sequence";

void read_size(TomlSection& in, const char* key, std::size_t& out, std::size_t least, std::size_t most) {
  auto value = static_cast<std::int64_t>(out);
  in.integer(key, value, static_cast<std::int64_t>(least), static_cast<std::int64_t>(most));
  out = static_cast<std::size_t>(value);
}

void check_letters(const TomlSection& in, const char* key, const std::string& letters, bool blanks,
                   const SequencePage& page) {
  for (const char letter : letters) {
    if (symbol_of(page, letter) && (blanks || letter != blank_letter)) continue;
    in.refuse(key, fmt::format("expected letters from a to {}{}, found \"{}\"", last_letter(page),
                               blanks ? " and - for the blank" : "", letter));
  }
}

void read_label(TomlSection& in, SequencePage& page) {
  const bool there = in.text("label", page.label);
  // The usual one may have letters that these symbols do not have.
  if (!there) std::erase_if(page.label, [&](char letter) { return !symbol_of(page, letter); });
  check_letters(in, "label", page.label, false, page);
  if (page.label.size() > longest_label) {
    in.refuse("label", fmt::format("expected at most {} letters, found {}", longest_label, page.label.size()));
  }
  if (!in.text("alignment", page.alignment) || page.alignment.empty()) return;
  check_letters(in, "alignment", page.alignment, true, page);
  if (page.alignment.size() != page.frames) {
    in.refuse("alignment",
              fmt::format("expected a letter for each of {} frames, found {}", page.frames, page.alignment.size()));
  }
}

void read_logits(TomlSection& in, SequencePage& page) {
  if (!in.numbers("logits", page.logits)) {
    page.logits = preset_logits(LogitPreset::uniform, page);
    return;
  }
  const std::size_t count = page.frames * page.symbols;
  if (page.logits.size() != count) {
    in.refuse("logits", fmt::format("expected {} × {} = {} numbers, frame by frame, found {}", page.frames,
                                    page.symbols, count, page.logits.size()));
  }
  for (const double z : page.logits) {
    if (std::abs(z) <= largest_sequence_logit) continue;
    in.refuse("logits", fmt::format("expected numbers from {} to {}, found {}", -largest_sequence_logit,
                                    largest_sequence_logit, z));
  }
}

}  // namespace

void read_sequence(TomlSection in, SequencePage& page) {
  read_size(in, "frames", page.frames, 1, most_frames);
  read_size(in, "symbols", page.symbols, least_symbols, most_symbols);
  read_size(in, "blank", page.blank, 0, page.symbols - 1);
  in.seed("seed", page.seed);
  read_label(in, page);
  read_logits(in, page);
  read_running(in, page, sequence_losses());
  in.finish();
}

void write_sequence(TomlWriter& out, const SequencePage& page) {
  if (page == SequencePage()) return;
  out.section(section_name);
  out.line("frames", whole(static_cast<std::int64_t>(page.frames)));
  out.line("symbols", whole(static_cast<std::int64_t>(page.symbols)));
  out.line("blank", whole(static_cast<std::int64_t>(page.blank)));
  out.line("label", in_quotes(page.label));
  if (!page.alignment.empty()) out.line("alignment", in_quotes(page.alignment));
  out.line("seed", seed(page.seed));
  out.line("logits", numbers(page.logits));
  write_running_keys(out, page);
  write_running_sections(out, section_name, page, SequencePage(), sequence_losses());
}

void read_sequence_view(TomlSection in, SequenceView& view) {
  std::vector<std::string> places;
  if (in.texts("places", places)) {
    if (places.size() != view.places.size()) {
      in.refuse("places", fmt::format("expected {} plots, found {}", view.places.size(), places.size()));
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto at = std::ranges::find(sequence_plot_names, places[i]);
      if (at == sequence_plot_names.end()) {
        in.refuse("places", fmt::format("expected names of plots, found \"{}\"", places[i]));
      }
      if (std::ranges::count(places, places[i]) > 1) in.refuse("places", fmt::format("{} is named twice", places[i]));
      view.places[i] = static_cast<SequencePlot>(at - sequence_plot_names.begin());
    }
  }
  if (in.text("large", view.large) && !view.large.empty() &&
      std::ranges::find(sequence_plot_names, view.large) == sequence_plot_names.end()) {
    in.refuse("large", fmt::format("expected the name of a plot, found \"{}\"", view.large));
  }
  if (const auto shade = in.word("shade", lattice_shade_names)) view.shade = static_cast<LatticeShade>(*shade);
  std::int64_t frame = view.frame, symbol = view.symbol;
  in.integer("frame", frame, 0, static_cast<std::int64_t>(most_frames) - 1);
  in.integer("symbol", symbol, 0, static_cast<std::int64_t>(most_symbols) - 1);
  view.frame = static_cast<int>(frame);
  view.symbol = static_cast<int>(symbol);
  in.finish();
}

void write_sequence_view(TomlWriter& out, const SequenceView& view) {
  if (view == SequenceView()) return;
  out.section("view.structures.sequence");
  std::vector<std::string> places;
  for (const SequencePlot plot : view.places) places.emplace_back(sequence_plot_names[static_cast<std::size_t>(plot)]);
  out.line("places", texts(places));
  if (!view.large.empty()) out.line("large", in_quotes(view.large));
  out.line("shade", in_quotes(lattice_shade_names[static_cast<std::size_t>(view.shade)]));
  out.line("frame", whole(view.frame));
  out.line("symbol", whole(view.symbol));
}

}  // namespace losslab
