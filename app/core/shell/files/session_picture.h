#pragma once
#include <filesystem>
#include <string>

#include "widgets/export/export.h"

namespace losslab {

struct Session;

// Pictures (PNG) that LossLab saves carry the session that they show.

// The session as the text that a picture carries.
PngText picture_text(const Session& session);

// Whether a path ends in .png, in any case.
bool is_picture(const std::filesystem::path& path);

// A session from its file, or from a picture that carries one. Throws InputError, for a picture that carries none, is
// damaged or is no picture too.
Session load_session_or_picture(const std::filesystem::path& path);

}  // namespace losslab
