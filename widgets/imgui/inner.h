#pragma once
#include <imgui.h>

// The few things that Dear ImGui knows and tells by its internal header only; the same in 1.86 and 1.92.
namespace losslab::inner {

int open_popups();            // menus, lists and dialogs, one over the other
ImGuiID popup_id(int level);  // of an open one, from 0
bool is_dialog(int level);    // which only its own buttons and Escape close
int popup_level();            // of what is being drawn, 0: the window itself
void close_popups(int remaining);
bool disabled();  // whether controls are, at present
ImGuiID last_item();
ImGuiID this_window();
void give_up_keyboard();  // the field that is typed into ends
// How far a field of several lines is scrolled, in pixels.
ImVec2 scroll_of_field(ImGuiID id);

}  // namespace losslab::inner
