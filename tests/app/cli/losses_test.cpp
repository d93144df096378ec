#include <nlohmann/json.hpp>
#include <set>

#include "losses/core/loss.h"
#include "losses/structures/structured_loss.h"
#include "losses/vectors/vector_entry.h"
#include "run.h"
#include "widgets/figure/formula_symbols.h"

namespace losslab {
namespace {

using Json = nlohmann::json;

Json catalogue() { return Json::parse(run({"losses", "--json"}).out); }

const Json& named(const Json& list, const char* key, const std::string& name) {
  for (const Json& item : list) {
    if (item.at(key) == name) return item;
  }
  throw std::runtime_error("not in the list: " + name);
}

TEST(CliLosses, TheTableListsEveryLoss) {
  const Outcome result = run({"losses"});
  EXPECT_EQ(result.status, 0);
  const std::vector<std::string> lines = lines_of(result.out);
  const std::vector<Loss> losses = Loss::all();
  ASSERT_EQ(lines.size(), losses.size() + vector_catalogue().size() + structured_catalogue().size() + 1);
  const std::size_t family = lines[0].find("family");
  for (std::size_t i = 0; i < losses.size(); ++i) {
    EXPECT_TRUE(lines[i + 1].starts_with(std::string(losses[i].id()) + " ")) << lines[i + 1];
    EXPECT_NE(lines[i + 1][family], ' ') << lines[i + 1];
    EXPECT_EQ(lines[i + 1][family - 1], ' ') << lines[i + 1];
  }
  EXPECT_THAT(result.out, testing::HasSubstr("delta = 1 in (0, inf)"));
  EXPECT_THAT(result.out, testing::HasSubstr("alpha = 1 in [-inf, inf); c = 1 in (0, inf)"));
  EXPECT_THAT(result.out, testing::HasSubstr("q = 0.7 in (0, 1]"));
}

TEST(CliLosses, JsonHasEveryKey) {
  const Json all = catalogue();
  ASSERT_EQ(all.size(), Loss::all().size() + vector_catalogue().size() + structured_catalogue().size());
  for (const Json& loss : all) {
    for (const char* key : {"id", "names", "name", "family", "formula", "parameters", "properties", "estimates",
                            "noise", "remark", "source", "efficiency_95", "link", "variable", "from", "to", "kinks"}) {
      EXPECT_TRUE(loss.contains(key)) << loss["id"] << " lacks " << key;
    }
    EXPECT_FALSE(loss["names"]["english"].get<std::string>().empty());
    EXPECT_FALSE(loss["names"]["chinese"].get<std::string>().empty());
    for (const char* key : {"convex", "strongly_convex", "bounded", "bounded_gradient", "redescending", "symmetric",
                            "calibrated", "proper", "lipschitz"}) {
      EXPECT_TRUE(loss["properties"].contains(key)) << loss["id"] << " lacks " << key;
    }
    for (const Json& p : loss["parameters"]) {
      for (const char* key : {"name", "symbol", "role", "default", "min", "max", "scale", "lower", "upper",
                              "open_lower", "open_upper", "minus_infinity"}) {
        EXPECT_TRUE(p.contains(key)) << loss["id"] << " lacks " << key;
      }
    }
  }
}

TEST(CliLosses, JsonSaysWhatIsKnown) {
  const Json all = catalogue();
  const Json& huber = named(all, "id", "huber");
  EXPECT_EQ(huber["family"], "residual");
  EXPECT_EQ(huber["parameters"][0]["symbol"], "δ");
  EXPECT_EQ(huber["parameters"][0]["default"], 1.0);
  EXPECT_EQ(huber["parameters"][0]["lower"], 0.0);
  EXPECT_EQ(huber["parameters"][0]["open_lower"], true);
  EXPECT_TRUE(huber["parameters"][0]["upper"].is_null());
  EXPECT_EQ(huber["properties"]["lipschitz"], 1.0);
  EXPECT_TRUE(huber["properties"]["calibrated"].is_null());
  EXPECT_NEAR(huber["efficiency_95"].get<double>(), 1.344998, 1e-6);
  EXPECT_TRUE(named(all, "id", "absolute_error")["properties"]["lipschitz"].is_null());
  EXPECT_EQ(named(all, "id", "logistic")["properties"]["proper"], true);
  EXPECT_EQ(named(all, "id", "hinge")["properties"]["proper"], false);
  EXPECT_EQ(named(named(all, "id", "barron")["parameters"], "name", "alpha")["minus_infinity"], true);
}

TEST(CliLosses, JsonListsTheLossesOfLogits) {
  const Json all = catalogue();
  const Json& ce = named(all, "id", "softmax_ce");
  EXPECT_EQ(ce["family"], "logits");
  EXPECT_EQ(ce["variable"], "logits z");
  EXPECT_EQ(ce["properties"]["convex"], true);
  EXPECT_EQ(ce["properties"]["proper"], true);
  EXPECT_EQ(ce["properties"]["consistent"], true);
  EXPECT_EQ(ce["properties"]["needs_hard_target"], true);
  EXPECT_TRUE(ce["kinks"].is_null());
  const Json& distillation = named(all, "id", "distillation");
  EXPECT_EQ(distillation["properties"]["needs_teacher"], true);
  EXPECT_EQ(named(distillation["parameters"], "name", "T")["default"], 4.0);
  EXPECT_EQ(named(all, "id", "ova_hinge")["properties"]["consistent"], false);
  for (const VectorEntry& entry : vector_catalogue()) EXPECT_EQ(named(all, "id", entry.info->id)["family"], "logits");
}

TEST(CliLosses, JsonListsTheStructuredLossesLast) {
  const Json all = catalogue();
  const std::size_t first = all.size() - structured_catalogue().size();
  for (std::size_t i = 0; i < structured_catalogue().size(); ++i) {
    EXPECT_EQ(all[first + i]["id"], structured_catalogue()[i].info->id);
    EXPECT_EQ(all[first + i]["family"], "structured");
  }
  const Json& giou = named(all, "id", "giou_box");
  EXPECT_EQ(giou["variable"], "boxes");
  EXPECT_EQ(giou["input"], "x1 y1 x2 y2 of the prediction");
  EXPECT_EQ(giou["properties"]["bounded"], true);
  EXPECT_EQ(giou["properties"]["has_kinks"], true);
  EXPECT_TRUE(named(all, "id", "triplet_euclid")["target"].is_null());
  EXPECT_EQ(named(named(all, "id", "tversky")["parameters"], "name", "beta")["default"], 0.7);
}

TEST(CliLosses, JsonNamesDomainsAndLinks) {
  const Json all = catalogue();
  EXPECT_EQ(named(all, "id", "tangent")["link"], "p = arctan(f) + ½");
  EXPECT_TRUE(named(all, "id", "hinge")["link"].is_null());
  const Json& brier = named(all, "id", "brier_of_p");
  EXPECT_EQ(brier["family"], "of_probability");
  EXPECT_EQ(brier["from"], 0.0);
  EXPECT_EQ(brier["to"], 1.0);
  EXPECT_TRUE(named(all, "id", "huber")["from"].is_null());
  EXPECT_EQ(named(all, "id", "huber")["variable"], "residual r");
  EXPECT_EQ(named(all, "id", "contrastive")["variable"], "distance d");
  EXPECT_EQ(named(all, "id", "huber")["kinks"], (Json{-1.0, 1.0}));
  EXPECT_EQ(named(all, "id", "poisson_nll")["family"], "other");
}

// What widgets/figure/formula.h cannot set would stand there as a word.
TEST(CliLosses, FormulasOfLogitsUseKnownSymbols) {
  std::vector<std::string> formulas;
  for (const VectorEntry& entry : vector_catalogue()) formulas.emplace_back(entry.info->formula);
  for (const StructuredEntry& entry : structured_catalogue()) formulas.emplace_back(entry.info->formula);
  for (const std::string& formula : formulas) {
    int open = 0;
    for (std::size_t i = 0; i < formula.size(); ++i) {
      open += formula[i] == '{' ? 1 : formula[i] == '}' ? -1 : 0;
      ASSERT_GE(open, 0) << formula;
      if (formula[i] != '\\') continue;
      std::size_t end = i + 1;
      while (end < formula.size() && std::isalpha(static_cast<unsigned char>(formula[end]))) ++end;
      const std::string name = formula.substr(i + 1, end - i - 1);
      EXPECT_TRUE(name == "frac" || name == "sqrt" || name == "begin" || name == "end" || name.empty() ||
                  find_symbol(name) != nullptr)
          << name << " in " << formula;
    }
    EXPECT_EQ(open, 0) << formula;
  }
}

// The page in the tree is what the program prints: after a change of the catalogue,
// losslab losses --markdown > losses/README.md
TEST(CliLosses, ThePageOfTheCatalogueIsUpToDate) {
  const Outcome result = run({"losses", "--markdown"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out, read_file(LOSSLAB_TEST_DATA "/../../losses/README.md"));
  for (const Loss& loss : Loss::all()) {
    EXPECT_THAT(result.out, testing::HasSubstr("| `" + std::string(loss.id()) + "` |"));
  }
  EXPECT_THAT(result.out, testing::HasSubstr("ℓ(r) = ½ r² for \\|r\\| ≤ δ; "));
  EXPECT_THAT(result.out, testing::Not(testing::HasSubstr("frac")));
  expect_refusal({"losses", "--json", "--markdown"}, "'losslab losses' takes either --json or --markdown, not both.");
}

}  // namespace
}  // namespace losslab
