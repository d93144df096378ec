#pragma once
#include <filesystem>
#include <string>

namespace losslab {

// The temporary file that becomes `target` once it is written, in the same folder. Its writer keeps it locked (flock)
// for as long as it lives, so that others can tell it from one whose writer was killed.
std::filesystem::path temporary_beside(const std::filesystem::path& target);

// Removes the temporary files in a folder that killed writers have left: named as ours, of this user, and locked by
// nobody. Says nothing where it cannot.
void remove_leftovers(const std::filesystem::path& folder);

}  // namespace losslab
