// What is wrong with a run, and what to do about it.
#include <fmt/format.h>

#include <algorithm>

#include "app/screens/lab/lab_panels.h"
#include "losses/learn/exact/exact.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

// A change that helps, of one who runs.
struct Remedy {
  const char* action;  // key of what the button says
  std::function<void(LabPage&)> change;
};

Optimizer& descent_of(LabPage& page, const std::string& runner) {
  const auto own = page.own.find(runner);
  return own != page.own.end() && own->second.optimizer ? *own->second.optimizer : page.optimizer;
}

Remedy halve_rate(const std::string& runner) {
  return {"lab.findings.halve", [runner](LabPage& page) { descent_of(page, runner).rate /= 2; }};
}

// Empty where the advice takes more than a click.
std::optional<Remedy> remedy_for(const LabPanel& panel, Finding::Kind kind, const std::string& runner) {
  const Setting& setting = panel.lab().setting();
  switch (kind) {
    case Finding::Kind::divergence:
    case Finding::Kind::runaway:
    case Finding::Kind::oscillation:
      return halve_rate(runner);
    case Finding::Kind::kink_oscillation:
      return Remedy{"lab.findings.let_fall", [runner](LabPage& page) {
                      descent_of(page, runner).schedule = {Schedule::Kind::inverse, 50};
                    }};
    case Finding::Kind::saturation:
      if (panel.page().start.empty()) return std::nullopt;
      return Remedy{"lab.findings.start_zero", [](LabPage& page) { page.start.clear(); }};
    case Finding::Kind::stuck:
      if (!setting.model->linear_in_parameters()) return std::nullopt;
      return Remedy{"lab.findings.start_median",
                    [setting](LabPage& page) { page.start = least_median_start(setting); }};
  }
  return std::nullopt;
}

struct Found {
  std::string runner;
  Finding finding;
};

// The finding of the chosen one, or else the first; those that diverged have their banner.
std::optional<Found> worth_saying(const LabPanel& panel) {
  const auto findings = panel.lab().findings();
  const std::vector<std::string>& runners = panel.lab().page().ticked;
  std::optional<Found> first;
  for (std::size_t i = 0; i < findings.size() && i < runners.size(); ++i) {
    if (!findings[i] || findings[i]->kind == Finding::Kind::divergence) continue;
    if (!first || runners[i] == panel.page().chosen) first = Found{runners[i], *findings[i]};
  }
  return first;
}

// The sentence of that key about a finding.
std::string found_text(const LabPanel& panel, std::string_view key, const Found& found) {
  return panel.text(key, {{"who", runner_name(panel.document(), panel.page(), found.runner, panel.language())},
                          {"does", short_name(found.finding.kind, panel.language())},
                          {"what", panel.language().translated(found.finding.what)},
                          {"advice", panel.language().translated(found.finding.advice)}});
}

}  // namespace

void divergence_banner(LabPanel& panel) {
  if (!panel.ready()) return;
  const std::vector<Failure> failures = panel.lab().failures();
  if (failures.empty()) return;
  const std::size_t others = failures.size() - 1;
  const std::string& sentence = failures.front().sentence;
  const std::string text = others == 0 ? panel.text("lab.findings.diverged", {{"sentence", sentence}})
                                       : panel.text("lab.findings.diverged_and_more",
                                                    {{"sentence", sentence}, {"count", fmt::format("{}", others)}});
  const Remedy remedy = halve_rate(failures.front().who);
  if (banner("divergence", text, panel.text(remedy.action), panel.ui)) {
    panel.edit_page(panel.text("lab.findings.halve_edit"), remedy.change);
  }
}

bool finding_line(LabPanel& panel, float room) {
  if (!panel.ready()) return false;
  const std::optional<Found> found = worth_saying(panel);
  if (!found) return false;
  Ui& ui = panel.ui;
  const std::optional<Remedy> remedy = remedy_for(panel, found->finding.kind, found->runner);
  const std::string action = remedy ? panel.text(remedy->action) : std::string();
  const std::string whole = found_text(panel, "lab.findings.line", *found);
  const float space = room - (remedy ? button_width(action, ui) + ui.px(12) : 0);
  const std::string shown = shortened(body_pen(ui), whole, std::max(0.f, space));
  const ImVec2 at = ImGui::GetCursorPos();
  ImGui::SetCursorPosY(at.y + ui.px(5));
  ImGui::PushStyleColor(ImGuiCol_Text, to_im4(panel.theme().danger));
  ImGui::TextUnformatted(shown.c_str());
  ImGui::PopStyleColor();
  ui.note("finding");
  if (shown != whole && ImGui::IsItemHovered()) {
    ImGui::SetTooltip("%s", found_text(panel, "lab.findings.tip", *found).c_str());
  }
  if (!remedy) return true;
  ImGui::SameLine(0, ui.px(12));
  ImGui::SetCursorPosY(at.y);
  if (button("remedy", action, panel)) panel.edit_page(action, remedy->change);
  return true;
}

}  // namespace losslab
