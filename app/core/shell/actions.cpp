#include "app/core/shell/actions.h"

namespace losslab {

bool Actions::any() const {
  return !edits.empty() || !views.empty() || !commands.empty() || seek || play_parameter || stop_parameter ||
         !requests.empty() || save_figure || save_text || save_animation || cancel_animation || save_session_as ||
         open_file || left_work || take || put_table_away || paste_table || dismiss_message;
}

}  // namespace losslab
