#pragma once
#include "app/core/measure/kept_measures.h"
#include "app/core/measure/page_measures.h"

namespace losslab {

// What lessons ask of a page of structures: those who run, by their ids in the order of `ticked`, at the iterate shown,
// with what `more` says of an iterate; and the position.
template <class Descents, class More>
MeasureObjectPtr structure_measures(const char* page, const std::vector<std::string>& ticked, const Descents& descents,
                                    std::vector<std::string> more_names, More more) {
  using Run = typename Descents::Run;
  std::vector<std::string> names = ticked;
  names.emplace_back("position");
  const auto find = [ticked, &descents, more_names, more](std::string_view name) -> std::optional<MeasureValue> {
    if (name == "position") return static_cast<double>(descents.position());
    for (std::size_t i = 0; i < ticked.size() && i < descents.runs().size(); ++i) {
      if (ticked[i] != name) continue;
      return std::make_shared<KeptMeasures<Run>>(ticked[i], descents.runs()[i], descents.position(), more_names, more);
    }
    return std::nullopt;
  };
  return std::make_shared<PageMeasures>(std::string("the page ") + page, names, find);
}

}  // namespace losslab
