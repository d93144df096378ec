#pragma once
#include <span>
#include <string>
#include <string_view>

#include "app/core/catalogue/running_losses.h"
#include "app/core/shell/state/part.h"
#include "losses/structures/structured_loss.h"

namespace losslab {

class Screen;
struct Document;
struct View;

inline constexpr const char* structures_id = "structures";  // of the screen

// The screen is made of pages, each of which is a screen of its own that the shell does not know: its page of the
// document, its view, its results and its part of a session, by its id.
struct StructuresPage {
  std::string shown;  // the id of the page that is shown
  Parts pages;

  StructuresPage();  // every page of the list as it is usual
  friend bool operator==(const StructuresPage&, const StructuresPage&) = default;
};
struct StructuresView {
  Parts looks;

  StructuresView();
  friend bool operator==(const StructuresView&, const StructuresView&) = default;
};

// The list of the pages, in the order in which they are offered (see app/core/structures/structure_pages.cpp).
std::span<const Screen* const> structure_pages();
const Screen& structure_page_shown(const Document& document);

StructuresPage& structures_page(Document& document);
const StructuresPage& structures_page(const Document& document);
StructuresView& structures_view(View& view);
const StructuresView& structures_view(const View& view);
// What one page has in the document and in the view, of type T.
template <class T>
T& structure_page(Document& document, std::string_view id) {
  return structures_page(document).pages.find(id)->second.as<T>();
}
template <class T>
const T& structure_page(const Document& document, std::string_view id) {
  return structures_page(document).pages.find(id)->second.as<T>();
}
template <class T>
T& structure_view(View& view, std::string_view id) {
  return structures_view(view).looks.find(id)->second.as<T>();
}
template <class T>
const T& structure_view(const View& view, std::string_view id) {
  return structures_view(view).looks.find(id)->second.as<T>();
}

// The losses of one structure, as pages let them run.
RunningKind running_kind(Structure structure);

}  // namespace losslab
