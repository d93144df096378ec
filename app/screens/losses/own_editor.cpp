// Somebody's own loss, as it is typed.
#include "app/screens/losses/own_editor.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "app/core/losses/own_loss_edits.h"
#include "app/core/own/own_loss_file.h"
#include "app/core/shell/state/own_losses.h"
#include "app/screens/catalogue/loss_panels.h"
#include "app/screens/losses/losses_panels.h"
#include "app/screens/shell/dialogs.h"
#include "app/screens/shell/pieces.h"
#include "losses/expression/expression_error.h"
#include "losses/expression/names.h"
#include "widgets/imgui/item.h"

namespace losslab {
namespace {

constexpr int frames_until_keyboard = 8;
constexpr std::array families{Family::residual, Family::margin, Family::of_probability, Family::score};
constexpr std::array variables{"own.variable_r", "own.variable_m", "own.variable_p", "own.variable_q"};  // keys
constexpr std::array as_variables{"own.as_r", "own.as_m", "own.as_p", "own.as_q"};                       // keys

std::size_t family_index(Family family) {
  if (is_of_margin(family)) return 1;
  const auto at = std::ranges::find(families, family);
  return at == families.end() ? 0 : static_cast<std::size_t>(at - families.begin());
}

// A loss is made by an edit, and its formula takes the keyboard as soon as it is there.
void make(Panel& panel, const std::string& what, const OwnLossText& text, const std::string& name) {
  panel.actions.edit(what, [text, name](Document& document) { make_own_loss(document, text, name); });
  panel.actions.look([](View& view) {
    view.screen = losses_id;
    view.right_open = true;
  });
  // In a narrow window it comes in place of the list.
  panel.state.right_was_open = panel.state.reading_wanted = true;
  own_memory(panel).keyboard_frames = frames_until_keyboard;
}

// The formula with another variable in place of the one that it is written in.
std::string in_variable(const std::string& formula, const std::string& from, const std::string& to) {
  const auto is_letter = [&](std::size_t i) {
    return i < formula.size() && (std::isalpha(static_cast<unsigned char>(formula[i])) || formula[i] == '_');
  };
  std::string changed;
  for (std::size_t i = 0; i < formula.size();) {
    if (!is_letter(i)) {
      changed += formula[i++];
      continue;
    }
    std::size_t end = i;
    while (is_letter(end) || (end < formula.size() && std::isdigit(static_cast<unsigned char>(formula[end])))) ++end;
    const std::string word = formula.substr(i, end - i);
    changed += word == from ? to : word;
    i = end;
  }
  return changed;
}

// The same loss of another variable: one that is written in the present one is written in that.
void use_family(Panel& panel, const Loss& loss, Family family, bool rewrite) {
  OwnLossText text = *loss.own_text();
  const std::string to = variable_of_family(family);
  text.formula = rewrite ? in_variable(text.formula, variable_of_family(text.family), to) : own_memory(panel).draft;
  text.family = family;
  change_own(panel, loss, text);
}

void name_field(Panel& panel, const Loss& loss) {
  Ui& ui = panel.ui;
  const float from = ImGui::GetCursorPosX(), label = std::round(ImGui::GetContentRegionAvail().x * 0.36f);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(panel.text("own.name").c_str());
  ImGui::SameLine(from + label);
  const std::string& now = loss.own_text()->name;
  if (const auto typed = typed_field("##own_name", now, -1, own_memory(panel).name, ui)) {
    OwnLossText text = *loss.own_text();
    text.name = *typed;
    change_own(panel, loss, text);
  }
}

void variable_choice(Panel& panel, const Loss& loss) {
  std::vector<std::string> names;
  for (const char* key : variables) names.push_back(panel.text(key));
  const std::size_t now = family_index(loss.info().family);
  if (const auto chosen = combo("own_variable", panel.text("own.variable"), names, static_cast<int>(now), panel)) {
    use_family(panel, loss, families[static_cast<std::size_t>(*chosen)], true);
  }
}

// What is typed becomes the loss's formula as soon as it is one.
void try_draft(Panel& panel, const Loss& loss) {
  OwnEditorMemory& memory = own_memory(panel);
  memory.complaint.clear();
  memory.wrong.reset();
  OwnLossText text = *loss.own_text();
  text.formula = memory.draft;
  try {
    Loss::from_formula(text);
  } catch (const ExpressionError& error) {
    memory.complaint = error.what();
    const TextRange& where = error.where();
    memory.wrong = FieldMark{where.line, where.from, where.to};
    return;
  } catch (const InputError& error) {
    memory.complaint = error.what();
    return;
  }
  memory.known = memory.draft;
  change_own(panel, loss, text, fmt::format("own_formula#{}", memory.visits));
}

// Where the formula is written in another variable than it is taken for.
void offer_variable(Panel& panel, const Loss& loss) {
  const std::optional<std::string> likely = variable_of_formula(own_memory(panel).draft);
  if (!likely || *likely == variable_of_family(loss.info().family)) return;
  const Family family = family_of_variable(*likely);
  if (button("own_as", panel.text(as_variables[family_index(family)]), panel)) use_family(panel, loss, family, false);
}

void formula_lines(Panel& panel, const Loss& loss) {
  OwnEditorMemory& memory = own_memory(panel);
  const int index = panel.document().index(loss.id());
  const std::string& formula = loss.own_text()->formula;
  if (memory.index != index || memory.known != formula) {  // another loss, or it was changed elsewhere: undone
    memory.index = index;
    memory.known = memory.draft = formula;
    memory.complaint.clear();
    memory.wrong.reset();
  }
  hint(panel.text("own.formula_hint"), panel);
  FormulaField field{"##own_formula", memory.wrong, memory.keyboard_frames > 0};
  ImGui::PushID(index);
  const FormulaFieldEvents events = formula_field(field, memory.draft, panel.ui);
  ImGui::PopID();
  panel.ui.note("own_formula");
  if (events.begun) {
    memory.keyboard_frames = 0;
    ++memory.visits;
  }
  if (events.changed) try_draft(panel, loss);
  if (!memory.complaint.empty()) danger_text(panel, memory.complaint);
  offer_variable(panel, loss);
}

void loss_buttons(Panel& panel, const Loss& loss) {
  ImGui::Dummy({0, panel.ui.px(4)});
  const std::string name = loss.info().english, id(loss.id());
  if (button("own_copy", panel.text("own.duplicate"), panel)) {
    make(panel, panel.text("own.made"), *copied_text(loss), name);
  }
  ImGui::SameLine();
  if (button("own_save", panel.text("own.save"), panel)) {
    const auto save = [text = *loss.own_text()](Panel& to, const std::string& path) {
      to.actions.requests.push_back(
          {losses_id, [text, path](Results&, const Document&) { save_own_loss(text, path); }, path});
      return true;
    };
    ask_for_file(
        panel.state, panel.app,
        {true, "own.save_title", {{"files.losses", {".toml"}}, {"files.all", {}}}, id + ".toml", {".toml"}, save});
  }
  ImGui::SameLine();
  if (button("own_remove", panel.text("own.remove"), panel)) {
    panel.actions.edit(panel.text("own.removed", {{"loss", name}}),
                       [id](Document& document) { remove_own_loss(document, id); });
  }
}

}  // namespace

OwnEditorMemory& own_memory(Panel& panel) { return panel.state.memory<LossesMemory>().own; }

void change_own(Panel& panel, const Loss& loss, const OwnLossText& text, const std::string& merge) {
  panel.actions.edit(
      panel.text("own.changed", {{"loss", loss.info().english}}),
      [id = std::string(loss.id()), text](Document& document) { edit_own_loss(document, id, text); }, merge);
}

void own_heading(Panel& panel) {
  Ui& ui = panel.ui;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + ImGui::GetContentRegionAvail().x;
  const std::string& label = panel.text("own.new");
  section(panel.text("own.heading"), ui);
  const ImVec2 below = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({right - button_width(label, ui), at.y + ui.px(4)});
  if (button("new_loss", label, panel)) make_new_loss(panel);
  command_tooltip(Command::new_loss, panel);
  const float end = std::max(below.y, ImGui::GetItemRectMax().y + ui.px(2));
  finish_row(at, {right - at.x, end - at.y});
  if (own_losses(panel.document()).empty()) hint(panel.text("own.none"), panel);
}

void make_new_loss(Panel& panel) {
  make(panel, panel.text("own.made"), first_own_text(losses_page(panel.document()).axis), panel.text("own.first_name"));
}

void copy_button(Panel& panel, const Loss& loss) {
  const std::optional<OwnLossText> text = copied_text(loss);
  if (!text) return;
  if (button("own_copy", panel.text("own.copy"), panel)) {
    make(panel, panel.text("own.made"), *text, panel.text("own.copy_name", {{"loss", loss.info().english}}));
  }
}

void own_editor(Panel& panel, const Loss& loss) {
  section(loss.info().english, panel.ui);
  series_swatch(panel.style(loss.id()), 34, panel.ui);
  ImGui::SameLine();
  hint(panel.text("own.heading"), panel);
  ImGui::Dummy({0, panel.ui.px(2)});
  name_field(panel, loss);
  variable_choice(panel, loss);
  formula_lines(panel, loss);
  ImGui::Dummy({0, panel.ui.px(4)});
  formula(loss.info().formula, 16, panel.ui);
  own_parameters(panel, loss);
  loss_buttons(panel, loss);
}

}  // namespace losslab
