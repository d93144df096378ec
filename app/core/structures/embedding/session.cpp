// The parts of a session that belong to the page of embeddings.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/files/toml_writer.h"
#include "app/core/structures/embedding/embedding_figure.h"
#include "app/core/structures/embedding/embedding_screen.h"
#include "app/core/structures/structures_page.h"

namespace losslab {
namespace {

using namespace toml_text;

std::string section_name() { return fmt::format("{}.{}", structures_id, embedding_id); }

std::vector<int> read_labels(TomlSection& in, const char* key, std::size_t count, const std::vector<int>& otherwise) {
  std::vector<double> numbers;
  if (!in.numbers(key, numbers)) return otherwise;
  if (numbers.size() != count) {
    in.refuse(key, fmt::format("expected a class for each of the {} points, found {}", count, numbers.size()));
  }
  std::vector<int> labels;
  for (const double one : numbers) {
    if (one != std::floor(one) || !(one >= 1 && one <= most_embedding_classes)) {
      in.refuse(key, fmt::format("expected classes from 1 to {}, found {}", most_embedding_classes, one));
    }
    labels.push_back(static_cast<int>(one) - 1);
  }
  return labels;
}

void read_own(TomlSection& in, EmbeddingSamples& own) {
  if (!in.numbers("places", own.x)) in.refuse("places", "expected the places of the points, x y x y ...");
  const std::size_t n = own.x.size() / 2;
  if (own.x.size() % 2 != 0 || n < least_embedded || n > most_embedded) {
    in.refuse("places", fmt::format("expected two numbers for each of {} to {} points, found {} numbers",
                                    least_embedded, most_embedded, own.x.size()));
  }
  for (const double one : own.x) {
    if (std::abs(one) <= farthest_embedded) continue;
    in.refuse("places",
              fmt::format("expected numbers from {} to {}, found {}", -farthest_embedded, farthest_embedded, one));
  }
  if (!in.has("labels")) in.refuse("labels", "expected the class of each point");
  own.labels = read_labels(in, "labels", n, {});
  own.truth = read_labels(in, "true_labels", n, own.labels);
}

void read_spec(TomlSection& in, EmbeddingPage& page) {
  EmbeddingSpec& spec = page.spec;
  if (const auto start = in.word("start", embedding_start_names)) spec.kind = static_cast<EmbeddingStart>(*start);
  std::int64_t points = static_cast<std::int64_t>(spec.points), classes = spec.classes;
  if (in.integer("points", points, least_embedded, most_embedded)) spec.points = static_cast<std::size_t>(points);
  if (in.integer("classes", classes, least_embedding_classes, most_embedding_classes)) {
    spec.classes = static_cast<int>(classes);
  }
  in.number("noise", spec.noise, "a share of wrong labels from 0 to 0.5", 0, most_embedding_noise);
  in.seed("seed", spec.seed);
  if (spec.kind == EmbeddingStart::own) read_own(in, page.own);
}

std::vector<double> written_labels(const std::vector<int>& labels) {
  std::vector<double> result;
  result.reserve(labels.size());
  for (const int label : labels) result.push_back(label + 1);
  return result;
}

}  // namespace

void EmbeddingScreen::read(TomlSection& session, Document& document) const {
  auto in = session.section(embedding_id);
  if (!in) return;
  EmbeddingPage& page = embedding_page(document);
  read_spec(*in, page);
  if (const auto mining = in->word("mining", mining_names)) page.mining = static_cast<Mining>(*mining);
  read_running(*in, page, embedding_losses());
  in->finish();
  losslab::make_valid(page);
}

void EmbeddingScreen::write(TomlWriter& session, const Document& document) const {
  const EmbeddingPage& page = embedding_page(document);
  if (page == EmbeddingPage()) return;
  session.section(section_name());
  session.line("start", in_quotes(embedding_start_names[static_cast<std::size_t>(page.spec.kind)]));
  session.line("points", whole(static_cast<std::int64_t>(page.spec.points)));
  session.line("classes", whole(page.spec.classes));
  session.line("noise", number(page.spec.noise));
  session.line("seed", seed(page.spec.seed));
  if (page.spec.kind == EmbeddingStart::own) {
    session.line("places", numbers(page.own.x));
    session.line("labels", numbers(written_labels(page.own.labels)));
    if (page.own.truth != page.own.labels) session.line("true_labels", numbers(written_labels(page.own.truth)));
  }
  session.line("mining", in_quotes(mining_names[static_cast<std::size_t>(page.mining)]));
  write_running_keys(session, page);
  write_running_sections(session, section_name(), page, EmbeddingPage(), embedding_losses());
}

void EmbeddingScreen::read_view(TomlSection& view, View& out) const {
  auto in = view.section(embedding_id);
  if (!in) return;
  EmbeddingView& look = embedding_view(out);
  for (const auto& [key, place] :
       {std::pair{"under", &look.under}, std::pair{"upper", &look.upper}, std::pair{"lower", &look.lower}}) {
    if (const auto plot = in->word(key, embedding_plot_names)) *place = static_cast<EmbeddingPlot>(*plot);
  }
  if (in->text("large", look.large)) {
    const std::vector<std::string> plots = embedding_plots();
    if (!look.large.empty() && std::ranges::find(plots, look.large) == plots.end()) {
      in->refuse("large", fmt::format("expected the name of a plot, found \"{}\"", look.large));
    }
  }
  if (in->text("second", look.second) && embedding_losses().series(look.second) < 0) {
    in->refuse("second", fmt::format("expected a loss of embeddings, found \"{}\"", look.second));
  }
  std::int64_t point = look.point + 1, added = look.added_class + 1;
  if (in->integer("point", point, 1, most_embedded)) look.point = static_cast<int>(point) - 1;
  if (in->integer("added_class", added, 1, most_embedding_classes)) look.added_class = static_cast<int>(added) - 1;
  if (const auto path = in->word("path", embedding_path_names)) look.path = static_cast<EmbeddingPath>(*path);
  in->flag("pairs", look.pairs);
  in->flag("arrows", look.arrows);
  in->flag("tails", look.tails);
  in->finish();
}

void EmbeddingScreen::write_view(TomlWriter&, TomlWriter& sections, const View& view) const {
  const EmbeddingView& look = embedding_view(view);
  if (look == EmbeddingView()) return;
  const auto name_of = [](EmbeddingPlot plot) {
    return in_quotes(embedding_plot_names[static_cast<std::size_t>(plot)]);
  };
  sections.section("view." + section_name());
  sections.line("under", name_of(look.under));
  sections.line("upper", name_of(look.upper));
  sections.line("lower", name_of(look.lower));
  if (!look.large.empty()) sections.line("large", in_quotes(look.large));
  if (!look.second.empty()) sections.line("second", in_quotes(look.second));
  sections.line("point", whole(look.point + 1));
  sections.line("path", in_quotes(embedding_path_names[static_cast<std::size_t>(look.path)]));
  sections.line("added_class", whole(look.added_class + 1));
  sections.line("pairs", flag(look.pairs));
  sections.line("arrows", flag(look.arrows));
  sections.line("tails", flag(look.tails));
}

}  // namespace losslab
