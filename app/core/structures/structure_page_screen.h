#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "app/core/shell/state/results.h"
#include "app/core/shell/state/screen.h"

namespace losslab {

// Outside of the class, whose own name of that kind would hide the page's.
template <class PageT>
void make_page_valid(PageT& page) {
  make_valid(page);
}

// What the pages of the Structures screen have in common: their parts are of these types, and each has a camera for
// every plot.
// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): those of constants, which nobody deletes
template <class PageT, class ViewT, class ResultsT>
class StructurePageScreen : public Screen {
 public:
  Part usual_page() const final { return Part(PageT()); }
  Part usual_view() const final { return Part(ViewT()); }
  std::unique_ptr<Results> results(const ResultsNeeds& needs) const final { return std::make_unique<ResultsT>(needs); }
  void make_valid(Part& page, const Part& /*before*/) const final { make_page_valid(page.as<PageT>()); }
  bool has_camera(std::string_view key) const final {
    const std::vector<std::string> all = plots();
    return std::ranges::any_of(all, [&](const std::string& plot) { return key == fmt::format("{}.{}", id(), plot); });
  }

 protected:
  ~StructurePageScreen() = default;
  // Their names.
  virtual std::vector<std::string> plots() const = 0;
};

}  // namespace losslab
