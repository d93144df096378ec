#pragma once
#include <functional>
#include <string>
#include <utility>

#include "app/core/lab/lab_results.h"
#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/lab_task.h"
#include "app/core/lab/page/runners.h"
#include "app/screens/shell/pieces.h"

namespace losslab {

// What the panels of a laboratory are handed.
struct LabPanel : Panel {
  LabPanel(const Panel& panel, Task of) : Panel(panel), task(of) {}
  Task task;

  const LabTask& words() const { return lab_task(task); }
  const LabPage& page() const { return lab_page(document(), task); }
  const LabView& look() const { return lab_view(view(), task); }
  const Lab& lab() const { return lab_results(app, task).lab(); }
  const SweepJob& sweep() const { return lab_results(app, task).sweep(); }
  // Whether the laboratory could take its data; a session may name a file that is gone.
  bool ready() const { return lab().setting().data != nullptr && lab().setting().model != nullptr; }
  bool has_several_predictors() const { return ready() && task == Task::regression && !lab().data().more.empty(); }
  SeriesStyle runner_style(std::string_view runner) const {
    return theme().series(static_cast<std::size_t>(runner_series(document(), page(), runner)));
  }

  // Asks for an edit of the page, or of the document with the page. Edits in a row with the same non-empty mark are one
  // undo step.
  void edit_page(std::string what, std::function<void(LabPage&)> change, std::string merge = {}) {
    actions.edit(
        std::move(what),
        [of = task, change = std::move(change)](Document& document) { change(lab_page(document, of)); },
        std::move(merge));
  }
  void edit(std::string what, std::function<void(Document&, LabPage&)> change) {
    actions.edit(std::move(what), [of = task, change = std::move(change)](Document& document) {
      change(document, lab_page(document, of));
    });
  }
  void look_anew(std::function<void(LabView&)> change) {
    actions.look([of = task, change = std::move(change)](View& view) { change(lab_view(view, of)); });
  }
  // Asks the results for something.
  void ask(std::function<void(LabResults&, const Document&)> request) {
    actions.requests.push_back({words().id, [request = std::move(request)](Results& results, const Document& document) {
                                  request(static_cast<LabResults&>(results), document);
                                }});
  }
};

// "Noise must be 0 to 10."
std::string out_of_range(const Language& language, const std::string& what, double least, double most);
// A slider over a number of the page.
void page_slider(LabPanel& panel, const SliderSpec& spec, std::function<void(LabPage&, double)> change);

}  // namespace losslab
