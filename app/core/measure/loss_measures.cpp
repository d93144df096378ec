#include "app/core/measure/loss_measures.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "losses/core/error.h"
#include "losses/core/risk/conditional_risk.h"
#include "losses/vectors/consistency/risk_minimiser.h"

namespace losslab {
namespace {

constexpr long most_steps = 10'000'000;

template <class L>
std::optional<MeasureValue> parameter_of(const L& loss, std::string_view name) {
  for (std::size_t i = 0; i < loss.parameters().size(); ++i) {
    if (name == loss.parameters()[i].name) return loss.parameter(i);
  }
  return std::nullopt;
}

template <class L>
std::vector<std::string> names_of(const L& loss, std::initializer_list<const char*> more) {
  std::vector<std::string> names;
  for (const Parameter& parameter : loss.parameters()) names.emplace_back(parameter.name);
  names.insert(names.end(), more.begin(), more.end());
  return names;
}

// The loss with other parameters, as "huber(delta = 2)" says.
template <class L>
void set_named(L& loss, const MeasureArguments& arguments) {
  if (!arguments.unnamed.empty()) {
    throw InputError(fmt::format("{} takes its parameters by name, as in {}({} = 2).", loss.id(), loss.id(),
                                 loss.parameters().empty() ? "name" : loss.parameters()[0].name));
  }
  for (const auto& [name, value] : arguments.named) loss.set(name, as_number(value, name));
}

double share(Fact fact) { return fact == Fact::yes ? 1 : fact == Fact::no ? 0 : std::nan(""); }

class LossMeasures final : public MeasureObject {
 public:
  explicit LossMeasures(const Loss& loss) : loss_(loss) {}
  std::string what() const override { return fmt::format("the loss {}", loss_.id()); }
  std::vector<std::string> names() const override {
    return names_of(loss_, {"value",     "gradient",   "curvature", "weight",           "mean",
                            "sum",       "convex",     "bounded",   "bounded_gradient", "redescending",
                            "symmetric", "calibrated", "proper",    "lipschitz",        "efficiency_95",
                            "risk",      "score",      "reported",  "descend",          "steps_until"});
  }
  std::optional<MeasureValue> member(std::string_view name) const override {
    if (auto parameter = parameter_of(loss_, name)) return parameter;
    const Properties known = loss_.properties();
    if (name == "convex") return known.convex ? 1.0 : 0.0;
    if (name == "bounded") return known.bounded ? 1.0 : 0.0;
    if (name == "bounded_gradient") return known.bounded_gradient ? 1.0 : 0.0;
    if (name == "redescending") return known.redescending ? 1.0 : 0.0;
    if (name == "symmetric") return known.symmetric ? 1.0 : 0.0;
    if (name == "calibrated") return share(known.calibrated);
    if (name == "proper") return share(known.proper);
    if (name == "lipschitz") return known.lipschitz;
    if (name == "efficiency_95") return loss_.info().efficiency_95;
    return std::nullopt;
  }
  std::optional<MeasureValue> call(std::string_view name, const MeasureArguments& arguments) const override {
    if (name == "value") return each(name, arguments, [](const Loss& l, double x) { return l.at(x).value; });
    if (name == "gradient") return each(name, arguments, [](const Loss& l, double x) { return l.at(x).gradient; });
    if (name == "curvature") return each(name, arguments, [](const Loss& l, double x) { return l.at(x).curvature; });
    if (name == "weight") return each(name, arguments, [](const Loss& l, double x) { return l.weight(x); });
    if (name == "mean" || name == "sum") return total(name, arguments);
    if (name == "risk") {
      arguments.expect(name, 2, 2);
      return ConditionalRisk(loss_).at(arguments.number(name, 0), arguments.number(name, 1)).value;
    }
    if (name == "score" || name == "reported") {
      arguments.expect(name, 1, 1);
      const double score = ConditionalRisk(loss_).minimum(arguments.number(name, 0)).nearest();
      return name == "score" ? score : 1 / (1 + std::exp(-score));
    }
    if (name == "descend") return descend(arguments);
    if (name == "steps_until") return steps_until(arguments);
    return std::nullopt;
  }

 private:
  template <class F>
  MeasureValue each(std::string_view name, const MeasureArguments& arguments, F f) const {
    arguments.expect(name, 1, 1);
    if (const double* x = std::get_if<double>(&arguments.unnamed[0])) return f(loss_, *x);
    std::vector<double> list = arguments.list(name, 0);
    for (double& x : list) x = f(loss_, x);
    return list;
  }
  MeasureValue total(std::string_view name, const MeasureArguments& arguments) const {
    arguments.expect(name, 1, 1);
    const std::vector<double> list = arguments.list(name, 0);
    double sum = 0;
    for (const double x : list) sum += loss_.at(x).value;
    return name == "sum" ? sum : sum / static_cast<double>(list.size());
  }
  MeasureValue descend(const MeasureArguments& arguments) const {
    arguments.expect("descend", 3, 3);
    double x = arguments.number("descend", 0);
    const double rate = arguments.number("descend", 1);
    const long steps = arguments.whole("descend", 2);
    if (steps < 0 || steps > most_steps) throw InputError(fmt::format("descend takes 0 to {} steps.", most_steps));
    for (long step = 0; step < steps; ++step) x -= rate * loss_.at(x).gradient;
    return x;
  }
  MeasureValue steps_until(const MeasureArguments& arguments) const {
    arguments.expect("steps_until", 3, 3);
    double x = arguments.number("steps_until", 0);
    const double rate = arguments.number("steps_until", 1), bound = arguments.number("steps_until", 2);
    const bool upwards = x < bound;
    for (long step = 0; step < most_steps; ++step) {
      if (upwards ? x > bound : x < bound) return static_cast<double>(step);
      x -= rate * loss_.at(x).gradient;
    }
    return std::numeric_limits<double>::infinity();
  }

  Loss loss_;
};

// Of K classes: a class from 0, or probabilities.
std::vector<double> truth_of(const MeasureArguments& arguments, std::size_t index, std::size_t classes) {
  if (!std::holds_alternative<double>(arguments.unnamed.at(index))) return arguments.list("the loss", index);
  const long which = arguments.whole("the loss", index);
  if (which < 0 || static_cast<std::size_t>(which) >= classes) {
    throw InputError(fmt::format("the class must be from 0 to {}, found {}.", classes - 1, which));
  }
  std::vector<double> truth(classes);
  truth[static_cast<std::size_t>(which)] = 1;
  return truth;
}

class VectorLossMeasures final : public MeasureObject {
 public:
  explicit VectorLossMeasures(const VectorLoss& loss) : loss_(loss) {}
  std::string what() const override { return fmt::format("the loss {}", loss_.id()); }
  std::vector<std::string> names() const override {
    return names_of(loss_, {"value", "gradient", "risk", "least_risk", "minimiser", "minimiser_logits", "picks"});
  }
  std::optional<MeasureValue> member(std::string_view name) const override { return parameter_of(loss_, name); }
  std::optional<MeasureValue> call(std::string_view name, const MeasureArguments& arguments) const override {
    if (name == "value" || name == "gradient") return at(name, arguments);
    if (name == "risk") {
      arguments.expect(name, 2, 2);
      const std::vector<double> z = arguments.list(name, 0), t = truth_of(arguments, 1, z.size());
      require(z.size(), t);
      return risk(loss_, z, t);
    }
    if (name == "least_risk" || name == "minimiser" || name == "minimiser_logits" || name == "picks") {
      arguments.expect(name, 1, 1);
      const std::vector<double> t = arguments.list(name, 0);
      require(t.size(), t);
      const RiskMinimiser least = risk_minimiser(loss_, t);
      if (name == "least_risk") return least.risk;
      if (name == "minimiser") return least.p;
      if (name == "minimiser_logits") return least.z;
      return least.picks ? static_cast<double>(*least.picks) : -1.0;
    }
    return std::nullopt;
  }

 private:
  void require(std::size_t classes, const std::vector<double>& t) const {
    double sum = 0;
    for (const double one : t) sum += one;
    if (t.size() < 2 || t.size() != classes || std::abs(sum - 1) > 1e-6) {
      throw InputError("the truth must be two probabilities or more that sum to 1, one for each logit.");
    }
    if (loss_.properties().needs_teacher) throw InputError(fmt::format("{} needs a teacher.", loss_.id()));
  }
  MeasureValue at(std::string_view name, const MeasureArguments& arguments) const {
    arguments.expect(name, 2, 3);
    const std::vector<double> z = arguments.list(name, 0), t = truth_of(arguments, 1, z.size());
    const std::vector<double> teacher = arguments.unnamed.size() > 2 ? arguments.list(name, 2) : std::vector<double>{};
    loss_.require(z, t, teacher);
    std::vector<double> gradient(z.size());
    const double value = loss_.evaluate(z, t, gradient, teacher);
    if (name == "value") return value;
    return gradient;
  }
  VectorLoss loss_;
};

class StructuredLossMeasures final : public MeasureObject {
 public:
  explicit StructuredLossMeasures(const StructuredLoss& loss) : loss_(loss) {}
  std::string what() const override { return fmt::format("the loss {}", loss_.id()); }
  std::vector<std::string> names() const override { return names_of(loss_, {"value", "gradient"}); }
  std::optional<MeasureValue> member(std::string_view name) const override { return parameter_of(loss_, name); }
  std::optional<MeasureValue> call(std::string_view name, const MeasureArguments& arguments) const override {
    if (name != "value" && name != "gradient") return std::nullopt;
    arguments.expect(name, 2, 2);
    const std::vector<double> x = arguments.list(name, 0), t = arguments.list(name, 1);
    if (const std::string objection = loss_.objection(x, t); !objection.empty()) {
      throw InputError(fmt::format("{}: {}.", loss_.id(), objection));
    }
    std::vector<double> gradient(x.size());
    const double value = loss_.evaluate(x, t, gradient);
    if (name == "value") return value;
    return gradient;
  }

 private:
  StructuredLoss loss_;
};

template <class L>
class ById final : public MeasureObject {
 public:
  ById(const char* what, std::function<L(std::string_view)> find, MeasureObjectPtr (*measures)(const L&))
      : what_(what), find_(std::move(find)), measures_(measures) {}
  std::string what() const override { return what_; }
  std::vector<std::string> names() const override { return {"the ids of 'losslab losses'"}; }
  std::optional<MeasureValue> member(std::string_view name) const override { return measures_(find_(name)); }
  std::optional<MeasureValue> call(std::string_view name, const MeasureArguments& arguments) const override {
    L loss = find_(name);
    set_named(loss, arguments);
    return measures_(loss);
  }

 private:
  const char* what_;
  std::function<L(std::string_view)> find_;
  MeasureObjectPtr (*measures_)(const L&);
};

}  // namespace

MeasureObjectPtr loss_measures(const Loss& loss) { return std::make_shared<LossMeasures>(loss); }
MeasureObjectPtr vector_loss_measures(const VectorLoss& loss) { return std::make_shared<VectorLossMeasures>(loss); }
MeasureObjectPtr structured_loss_measures(const StructuredLoss& loss) {
  return std::make_shared<StructuredLossMeasures>(loss);
}

MeasureObjectPtr losses_by_id(std::function<Loss(std::string_view)> find) {
  return std::make_shared<ById<Loss>>("the losses", std::move(find), loss_measures);
}
MeasureObjectPtr vector_losses_by_id(std::function<VectorLoss(std::string_view)> find) {
  return std::make_shared<ById<VectorLoss>>("the losses of logits", std::move(find), vector_loss_measures);
}
MeasureObjectPtr structured_losses_by_id() {
  return std::make_shared<ById<StructuredLoss>>(
      "the structured losses", [](std::string_view id) { return StructuredLoss(id); }, structured_loss_measures);
}

}  // namespace losslab
