#pragma once
#include <filesystem>
#include <string>

#include "app/core/shell/state/document.h"
#include "app/core/shell/state/view.h"

namespace losslab {

class TomlSection;

struct Session {
  Document document;
  View view;
  friend bool operator==(const Session&, const Session&) = default;
};

// A session as TOML, the same text for the same session; numbers read back to the same double. Losses at their default
// parameters are left out, so that sessions stay short and can be written by hand. Losses of one's own are in it as
// text.
std::string to_toml(const Session& session);

// Reads one strictly: unknown keys, wrong types, values out of bounds, unknown losses and a newer version are refused
// with "NAME, line L: KEY ...: expected ...". What is absent keeps its default, but for a
// laboratory's start, which belongs to its data and model: where one of those is given and it is not, it is the
// model's. Throws InputError.
Session parse_session(const std::string& text, const std::string& name);
Session read_session(TomlSection in);  // the same of a table that stands in another file
Session load_session(const std::filesystem::path& path);
void save_session(const Session& session, const std::filesystem::path& path);  // atomically

}  // namespace losslab
