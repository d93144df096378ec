// The panel that shows a loss as code in one of several languages.
#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "app/screens/catalogue/loss_panels.h"
#include "app/screens/shell/areas.h"
#include "app/screens/shell/dialogs.h"
#include "app/screens/shell/pieces.h"
#include "losses/expression/code/loss_code.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

// What the panel remembers: the loss as it is at present, the language, and the text for both.
struct LossCodeMemory {
  std::optional<Loss> loss;
  int language = 1;  // NumPy
  bool copied = false;
  // What the text was written for.
  std::optional<Loss> written;
  int written_in = -1;
  std::string text, problem;
  std::vector<std::string> lines;
};

const CodeLanguage& language_of(const LossCodeMemory& memory) {
  return code_languages()[static_cast<std::size_t>(memory.language)];
}

void write(LossCodeMemory& memory) {
  if (memory.written == memory.loss && memory.written_in == memory.language) return;
  memory.written = memory.loss;
  memory.written_in = memory.language;
  memory.copied = false;
  memory.text.clear();
  memory.problem.clear();
  memory.lines.clear();
  try {
    memory.text = language_of(memory).write(code_of(*memory.loss));
  } catch (const InputError& error) {
    memory.problem = error.what();
  }
  for (std::size_t from = 0; from < memory.text.size();) {
    const std::size_t end = std::min(memory.text.find('\n', from), memory.text.size());
    memory.lines.push_back(memory.text.substr(from, end - from));
    from = end + 1;
  }
}

bool is_comment(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  if (first == std::string_view::npos) return false;
  line.remove_prefix(first);
  return line.starts_with("# ") || line.starts_with("//") || line.starts_with("% ");
}

// The lines, in letters of one width, in a field of their own that scrolls both ways.
void show_lines(Panel& panel, const LossCodeMemory& memory) {
  Ui& ui = panel.ui;
  const TextPen pen = text_pen(ui, 12, FontStyle::code);
  const float line = std::round(pen.height() * 1.25f), pad = ui.px(10);
  float width = 0;
  for (const std::string& text : memory.lines) width = std::max(width, text_width(pen, text));
  ImGui::PushStyleColor(ImGuiCol_ChildBg, to_im4(panel.theme().panel));
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, ui.px(5));
  ImGui::BeginChild("##code", ImVec2(0, ui.px(380)), false, ImGuiWindowFlags_HorizontalScrollbar);
  scroll_by_keys(ui);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImU32 plain = to_im(panel.theme().foreground), muted = to_im(panel.theme().muted);
  for (std::size_t i = 0; i < memory.lines.size(); ++i) {
    const float y = at.y + pad + line * static_cast<float>(i);
    draw_text(draw, pen, ImVec2(at.x + pad, pen.baseline_at(y + line / 2)), is_comment(memory.lines[i]) ? muted : plain,
              memory.lines[i]);
  }
  ImGui::Dummy(ImVec2(width + 2 * pad, line * static_cast<float>(memory.lines.size()) + 2 * pad));
  ImGui::EndChild();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
}

void ask_where(Panel& panel, const LossCodeMemory& memory) {
  const std::string ending = language_of(memory).ending;
  FileQuestion question{true, "loss_code.save_title", {}, std::string(memory.loss->id()) + ending, {ending}, {}};
  question.filters = {{"files.of_this_form", {ending}}, {"files.all", {}}};
  question.chosen = [text = memory.text](Panel& to, const std::string& path) {
    to.actions.save_text = Actions::TextFile{path, text};
    return true;
  };
  ask_for_file(panel.state, panel.app, std::move(question));
}

void contents(Panel& panel, double) {
  LossCodeMemory& memory = panel.state.memory<LossCodeMemory>();
  if (!memory.loss) return;
  std::vector<std::string> names;
  for (const CodeLanguage& language : code_languages()) names.emplace_back(language.name);
  hint(memory.loss->label(), panel);
  if (const auto chosen = combo("code_language", panel.text("loss_code.language"), names, memory.language, panel))
    memory.language = *chosen;
  write(memory);
  ImGui::Dummy({0, panel.ui.px(2)});
  if (!memory.problem.empty()) {
    danger_text(panel, memory.problem);
    return;
  }
  show_lines(panel, memory);
  ImGui::Dummy({0, panel.ui.px(4)});
  if (button("code_copy", panel.text("loss_code.copy"), panel, true)) {
    ImGui::SetClipboardText(memory.text.c_str());
    memory.copied = true;
  }
  ImGui::SameLine();
  if (button("code_save", panel.text("loss_code.save"), panel)) ask_where(panel, memory);
  if (memory.copied) {
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    hint(panel.text("loss_code.copied"), panel);
  }
}

const Dialog code_dialog{"loss_code.title", 820, contents};

}  // namespace

void code_button(Panel& panel, const Loss& loss) {
  LossCodeMemory& memory = panel.state.memory<LossCodeMemory>();
  ImGui::Dummy({0, panel.ui.px(2)});
  if (button("loss_code", panel.text("loss_code.button"), panel)) {
    begin_dialog(panel.state, code_dialog);
    memory.copied = false;
  }
  // The parameters may be played meanwhile.
  memory.loss = loss;
}

}  // namespace losslab
