#pragma once
#include <string>
#include <utility>
#include <vector>

#include "losses/learn/race/race.h"
#include "support.h"

namespace losslab::test {

inline Competitor competitor(int key, const char* loss, const char* optimizer, double rate, int batch = 0) {
  Competitor out;
  out.key = key;
  out.loss = Loss(loss);
  out.optimizer = parse_optimizer(optimizer);
  out.optimizer.rate = rate;
  out.optimizer.batch = batch;
  return out;
}

inline std::vector<Competitor> many() {
  return {competitor(1, "squared_error", "gd", 0.01),     competitor(2, "huber", "momentum", 0.02),
          competitor(3, "tukey_biweight", "adam", 0.05),  competitor(4, "absolute_error", "nesterov", 0.01, 7),
          competitor(5, "log_cosh", "rmsprop", 0.01, 10), competitor(6, "cauchy", "adagrad", 0.3, 1)};
}

inline Race make_race(const Setting& setting, std::vector<Competitor> competitors) {
  return Race(setting, setting.model->initial(3), 3, std::move(competitors));
}

// Every number of a race, bit by bit.
inline std::string bytes(const Race& race) {
  std::string out;
  const auto append = [&](const void* data, std::size_t size) { out.append(static_cast<const char*>(data), size); };
  for (std::size_t c = 0; c < race.competitors().size(); ++c) {
    for (long step = 0; step <= race.length(); ++step) {
      const std::span<const double> theta = race.theta(c, step);
      append(theta.data(), theta.size_bytes());
      append(&race.measures(c, step), sizeof(Measures));
    }
  }
  return out;
}

}  // namespace losslab::test
