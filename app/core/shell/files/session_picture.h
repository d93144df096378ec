#pragma once
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "widgets/export/export.h"

namespace losslab {

class Results;
struct Session;

// Pictures (PNG) that LossLab saves carry the session that they show.

// The session as the text that a picture carries. Data that it names by a file of this machine go along, so that the
// picture opens anywhere: as they are shown, or else as the file has them. `shown` in the order of screens(), or empty.
PngText picture_text(Session session, const std::string& asset_folder,
                     std::span<const std::unique_ptr<Results>> shown = {});

// Whether a path ends in .png, in any case.
bool is_picture(const std::filesystem::path& path);

// A session from its file, or from a picture that carries one. Throws InputError, for a picture that carries none, is
// damaged or is no picture too.
Session load_session_or_picture(const std::filesystem::path& path);

}  // namespace losslab
