#pragma once
#include <string>
#include <vector>

#include "app/core/lab/page/lab_page.h"

namespace losslab {

// Settings of generators and models that are not in use are remembered too, so that going back to one finds it as it
// was. Each is a text as the command line takes it: "moons:n=300,...", "poly:5", "phones.csv". What a reader
// has without them are the settings of `usual_page`.
std::vector<std::string> kept_settings(const LabPage& page, const LabPage& usual_page);
// Puts such a text where it belongs, without bringing it into use. Throws InputError.
void keep_setting(LabPage& page, const std::string& text);
// Brings data in words into use, the settings of other generators untouched. Throws InputError.
void use_data(DataSpec& data, const std::string& text);
// The same for a model that was read.
void use_model(ModelSpec& model, const ModelSpec& from);

}  // namespace losslab
