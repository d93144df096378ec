#pragma once
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "losses/learn/optimise/problem.h"

namespace losslab::test {

inline Setting make_setting(Dataset data, const std::string& model, double l2 = 0, bool standardize = false) {
  Setting setting;
  setting.data = std::make_shared<const Dataset>(std::move(data));
  setting.model = Model::make(parse_model(model, setting.data->task), *setting.data, standardize);
  setting.l2 = l2;
  return setting;
}

inline Setting make_setting(const std::string& spec, const std::string& model, double l2 = 0,
                            bool standardize = false) {
  return make_setting(make_data(parse_data_spec(spec), LOSSLAB_ASSETS), model, l2, standardize);
}

inline Loss make_loss(const std::string& id, const std::string& parameters = "") {
  Loss loss(id);
  loss.set_from_text(parameters);
  return loss;
}

inline std::vector<std::vector<std::string>> read_rows(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> fields(1);
    for (char c : line) {
      if (c == ',') {
        fields.emplace_back();
      } else {
        fields.back() += c;
      }
    }
    rows.push_back(fields);
  }
  return rows;
}

// The message of the InputError that `action` throws, or "nothing thrown".
template <class Action>
std::string message_of(Action action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing thrown";
}

}  // namespace losslab::test
