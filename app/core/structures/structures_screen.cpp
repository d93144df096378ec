#include "app/core/structures/structures_screen.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/files/toml_writer.h"
#include "app/core/shell/state/document.h"
#include "app/core/structures/structures_page.h"
#include "app/core/structures/structures_results.h"

namespace losslab {

const char* StructuresScreen::id() const { return structures_id; }

Part StructuresScreen::usual_page() const { return Part(StructuresPage()); }

Part StructuresScreen::usual_view() const { return Part(StructuresView()); }

std::unique_ptr<Results> StructuresScreen::results(const ResultsNeeds& needs) const {
  return std::make_unique<StructuresResults>(needs);
}

void StructuresScreen::make_valid(Part& page, const Part& before) const {
  for (const Screen* of : structure_pages()) {
    of->make_valid(page.as<StructuresPage>().pages.find(of->id())->second,
                   before.as<StructuresPage>().pages.find(of->id())->second);
  }
}

std::string StructuresScreen::camera_key(const Document& document, std::string_view plot) const {
  return structure_page_shown(document).camera_key(document, plot);
}

std::string StructuresScreen::x_camera_key(const Document& document, std::string_view plot) const {
  return structure_page_shown(document).x_camera_key(document, plot);
}

int StructuresScreen::series(const Document& document, std::string_view id) const {
  return structure_page_shown(document).series(document, id);
}

bool StructuresScreen::has_camera(std::string_view key) const {
  return std::ranges::any_of(structure_pages(), [&](const Screen* page) { return page->has_camera(key); });
}

void StructuresScreen::read(TomlSection& session, Document& document) const {
  auto section = session.section(structures_id);
  if (!section) return;
  std::vector<const char*> ids;
  for (const Screen* page : structure_pages()) ids.push_back(page->id());
  if (const auto shown = section->word("shown", ids)) structures_page(document).shown = ids[*shown];
  for (const Screen* page : structure_pages()) page->read(*section, document);
  section->finish();
}

void StructuresScreen::write(TomlWriter& session, const Document& document) const {
  const StructuresPage& page = structures_page(document);
  if (page == StructuresPage()) return;
  session.section(structures_id);
  session.line("shown", toml_text::in_quotes(page.shown));
  for (const Screen* of : structure_pages()) of->write(session, document);
}

void StructuresScreen::read_view(TomlSection& view, View& out) const {
  auto section = view.section(structures_id);
  if (!section) return;
  for (const Screen* page : structure_pages()) page->read_view(*section, out);
  section->finish();
}

void StructuresScreen::write_view(TomlWriter& keys, TomlWriter& sections, const View& view) const {
  for (const Screen* page : structure_pages()) page->write_view(keys, sections, view);
}

}  // namespace losslab
