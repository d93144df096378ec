#include "losses/learn/optimise/optimizer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "losses/core/error.h"

namespace losslab {
namespace {

using Kind = Optimizer::Kind;

struct Name {
  Kind kind;
  const char* id;
  const char* english;
};
constexpr std::array<Name, 7> names{{{Kind::gd, "gd", "Gradient descent"},
                                     {Kind::momentum, "momentum", "Momentum"},
                                     {Kind::nesterov, "nesterov", "Nesterov momentum"},
                                     {Kind::adagrad, "adagrad", "AdaGrad"},
                                     {Kind::rmsprop, "rmsprop", "RMSProp"},
                                     {Kind::adam, "adam", "Adam"},
                                     {Kind::adamw, "adamw", "AdamW"}}};

constexpr auto kinds = [] {
  std::array<Kind, names.size()> all{};
  std::ranges::transform(names, all.begin(), &Name::kind);
  return all;
}();

const Name& name_of(Kind kind) { return names[static_cast<std::size_t>(kind)]; }

// By repeated squaring: the same bits on every platform, which the library's pow does not promise.
double whole_power(double base, long exponent) {
  double result = 1;
  for (; exponent > 0; exponent >>= 1) {
    if ((exponent & 1) != 0) result *= base;
    base *= base;
  }
  return result;
}

// What the gradient is multiplied by. Its largest component is taken out first, so that no square overflows.
double clip_factor(double clip, std::span<const double> gradient) {
  double largest = 0;
  for (double g : gradient) largest = std::max(largest, std::abs(g));
  double squares = 0;
  for (double g : gradient) squares += (g / largest) * (g / largest);
  const double norm = largest * std::sqrt(squares);
  return norm > clip ? clip / norm : 1;
}

// The step of this update: the scheduled rate, and what the gradient is multiplied by.
struct Step {
  double rate, clip;
};

void adam_update(const Optimizer& o, Step step, OptimizerState& state, std::span<double> theta,
                 std::span<const double> gradient) {
  const double first_scale = step.rate / (1 - whole_power(o.momentum, state.steps));
  const double second_scale = 1 / (1 - whole_power(o.second, state.steps));
  for (std::size_t j = 0; j < theta.size(); ++j) {
    const double g = step.clip * gradient[j];
    double& m = state.first[j];
    double& v = state.second[j];
    m = o.momentum * m + (1 - o.momentum) * g;
    v = o.second * v + (1 - o.second) * (g * g);
    theta[j] -= first_scale * m / (std::sqrt(v * second_scale) + o.epsilon);
  }
}

void velocity_update(const Optimizer& o, Step step, OptimizerState& state, std::span<double> theta,
                     std::span<const double> gradient, bool look_ahead) {
  for (std::size_t j = 0; j < theta.size(); ++j) {
    const double g = step.clip * gradient[j];
    double& velocity = state.first[j];
    velocity = o.momentum * velocity + g;
    theta[j] -= step.rate * (look_ahead ? g + o.momentum * velocity : velocity);
  }
}

// AdaGrad adds the squares up, RMSProp lets the old ones fade.
void scaled_update(const Optimizer& o, Step step, OptimizerState& state, std::span<double> theta,
                   std::span<const double> gradient, double keep, double add) {
  for (std::size_t j = 0; j < theta.size(); ++j) {
    const double g = step.clip * gradient[j];
    double& squares = state.second[j];
    squares = keep * squares + add * (g * g);
    theta[j] -= step.rate * g / (std::sqrt(squares) + o.epsilon);
  }
}

}  // namespace

Optimizer parse_optimizer(const std::string& name) {
  std::string known;
  for (const Name& entry : names) {
    known += fmt::format("{}{}", known.empty() ? "" : ", ", entry.id);
    if (name != entry.id) continue;
    Optimizer optimizer;
    optimizer.kind = entry.kind;
    if (entry.kind == Kind::rmsprop) optimizer.second = 0.99;
    if (entry.kind == Kind::adamw) optimizer.decay = 0.01;
    return optimizer;
  }
  throw InputError(fmt::format("Unknown optimizer '{}'; known are {}.", name, known));
}

void set_method(Optimizer& optimizer, Kind kind) {
  Optimizer next = parse_optimizer(to_text(kind));
  next.rate = optimizer.rate;
  next.batch = optimizer.batch;
  next.clip = optimizer.clip;
  next.schedule = optimizer.schedule;
  optimizer = next;
}

std::string to_text(Kind kind) { return name_of(kind).id; }
std::string english_name(Kind kind) { return name_of(kind).english; }
std::span<const Kind> optimizer_kinds() { return kinds; }

void update(const Optimizer& optimizer, OptimizerState& state, std::span<double> theta,
            std::span<const double> gradient, std::span<const unsigned char> penalised) {
  const bool constant = optimizer.schedule.kind == Schedule::Kind::constant;
  const Step step{constant ? optimizer.rate : optimizer.rate * rate_factor(optimizer.schedule, state.steps),
                  optimizer.clip > 0 ? clip_factor(optimizer.clip, gradient) : 1};
  ++state.steps;
  const Kind kind = optimizer.kind;
  const bool adam = kind == Kind::adam || kind == Kind::adamw;
  const bool first = adam || kind == Kind::momentum || kind == Kind::nesterov;
  const bool second = adam || kind == Kind::adagrad || kind == Kind::rmsprop;
  if (first && state.first.size() != theta.size()) state.first.assign(theta.size(), 0);
  if (second && state.second.size() != theta.size()) state.second.assign(theta.size(), 0);
  switch (kind) {
    case Kind::gd:
      for (std::size_t j = 0; j < theta.size(); ++j) theta[j] -= step.rate * (step.clip * gradient[j]);
      break;
    case Kind::momentum:
      velocity_update(optimizer, step, state, theta, gradient, false);
      break;
    case Kind::nesterov:
      velocity_update(optimizer, step, state, theta, gradient, true);
      break;
    case Kind::adagrad:
      scaled_update(optimizer, step, state, theta, gradient, 1, 1);
      break;
    case Kind::rmsprop:
      scaled_update(optimizer, step, state, theta, gradient, optimizer.second, 1 - optimizer.second);
      break;
    case Kind::adamw:
      for (std::size_t j = 0; j < theta.size(); ++j) {
        if (penalised[j] != 0) theta[j] *= 1 - step.rate * optimizer.decay;
      }
      [[fallthrough]];
    case Kind::adam:
      adam_update(optimizer, step, state, theta, gradient);
      break;
  }
}

}  // namespace losslab
