#pragma once
#include <cstddef>
#include <string>

#include "losses/learn/data/dataset.h"

namespace losslab {

struct Document;
class Language;
struct Opening;

// Data for the laboratory that they suit: with the inputs scaled, and for a line a start and thresholds that suit them.

// A CSV that read_csv() takes as it is, read anew from there by whoever opens the session. Throws InputError.
Opening open_data(const std::string& path, const Document& before, const std::string& asset_folder,
                  const Language& text);
// Points that were chosen from a table, of which `left_out` rows were not taken.
Opening take_points(const Dataset& data, std::size_t left_out, const Document& before, const std::string& asset_folder,
                    const Language& text);

}  // namespace losslab
