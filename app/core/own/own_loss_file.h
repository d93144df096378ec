#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "losses/expression/own_loss_text.h"

namespace losslab {

class TomlSection;
class TomlWriter;

// An own loss as a TOML file of its own:
//
//   id = "my_cauchy"
//   name = "My Cauchy"
//   family = "residual"          residual, margin, probability, of_probability or score
//   formula = "c^2/2*log(1+(r/c)^2)"
//   style = 3                    its number among the styles of curves; left out: by its place
//
//   [parameters.c]               those whose range or bounds are not the usual ones
//   symbol = "c"
//   role = "scale"
//   initial = 2.0
//   range = [0.1, 10.0]          of the slider
//   scale = "logarithmic"        or linear
//   lower = 0.0                  hard bounds; open ones exclude the bound itself
//   open_lower = true

// The text of such a file; `file` is its name, for the errors. Throws InputError with the line and the key, also where
// the formula is wrong or a value is out of its bounds.
OwnLossText parse_own_loss(std::string_view text, const std::string& file);
std::string own_loss_toml(const OwnLossText& loss);

OwnLossText load_own_loss(const std::filesystem::path& path);
void save_own_loss(const OwnLossText& loss, const std::filesystem::path& path);  // atomically
// Whether there is such a file, and not a session: it says a formula.
bool is_own_loss_file(const std::filesystem::path& path);
// Whether a name is that of such a file, by its ending .toml.
bool names_own_loss_file(std::string_view name);

// The same fields as one table of a list of another file ("[[own]]" of a session). The reader leaves finish() to the
// caller.
OwnLossText read_own_loss(TomlSection& in);
void write_own_loss(TomlWriter& out, std::string_view list, const OwnLossText& loss);

}  // namespace losslab
