#pragma once
#include <filesystem>
#include <string>

namespace losslab {

// Where sessions, lessons, data and languages lie: the folder that LOSSLAB_ASSETS names, or the first of these that is
// one: ../share/losslab beside the program's own folder, wherever that was put; `built_from`, beside the sources; and
// losslab in the folders of XDG_DATA_HOME and XDG_DATA_DIRS. Where there is none, `built_from`: the program speaks
// English and has no examples then.
std::string find_asset_folder(const std::filesystem::path& program, const std::string& built_from);

// The file of the running program; `called`, its name in the call, where the system does not say.
std::filesystem::path program_file(const char* called);

}  // namespace losslab
