// 'losslab fit' on the numbers of boxes, masks, embeddings and sequences themselves.
#include <cmath>
#include <nlohmann/json.hpp>

#include "run.h"

namespace losslab {
namespace {

using testing::HasSubstr;
using Json = nlohmann::json;

const std::string reference = LOSSLAB_TEST_DATA "/reference/structured_shared.csv";
const std::string sessions = LOSSLAB_ASSETS "/sessions/";

Json fit(std::vector<std::string> arguments, int status = 0) {
  arguments.insert(arguments.begin(), "fit");
  arguments.emplace_back("--json");
  const Outcome result = run(arguments);
  EXPECT_EQ(result.status, status) << result.err;
  return Json::parse(result.out);
}

class CliFitStructures : public CliTest {};

TEST_F(CliFitStructures, OneStepIsTheRateTimesTheGradient) {
  const Json start = fit({reference, "--loss", "giou_box", "--steps", "0"});
  EXPECT_EQ(start["input"], (std::vector<double>{0, 0, 2, 2}));
  EXPECT_EQ(start["target"], (std::vector<double>{1, 1, 3, 3}));
  EXPECT_NEAR(start["objective"].get<double>(), 1.0793650793650793, 1e-15);
  EXPECT_NEAR(start["iou"].get<double>(), 1.0 / 7, 1e-15);
  const double g = 0.077853363567649284, h = 0.23356009070294784;  // as the table has them
  EXPECT_NEAR(start["gradient_norm"].get<double>(), std::sqrt(2 * g * g + 2 * h * h), 1e-15);
  const Json one = fit({reference, "--loss", "GIoU", "--steps", "1", "--rate", "0.5"});
  EXPECT_NEAR(one["input"][0].get<double>(), 0.5 * g, 1e-15);
  EXPECT_NEAR(one["input"][2].get<double>(), 2 + 0.5 * h, 1e-15);
  EXPECT_EQ(one["loss"], "giou_box");
}

TEST_F(CliFitStructures, RowsAreOfTheLossWithItsParameters) {
  const Json ctc = fit({reference, "--loss", "ctc", "--rate", "1", "--steps", "2000"});
  EXPECT_EQ(ctc["loss_parameters"], (Json{{"T", 2}, {"K", 2}, {"blank", 0}}));
  EXPECT_EQ(ctc["decoded"], std::vector<int>{1});
  EXPECT_LT(ctc["objective"].get<double>(), 1e-2);
  const Json pair = fit({reference, "--loss", "contrastive_pair"});
  EXPECT_EQ(pair["converged"], true);
  // A pair of strangers is a margin apart when it rests; a parameter given goes over the table's.
  const Json wide = fit({reference, "--loss", "contrastive_pair", "-p", "margin=2", "--steps", "5000"});
  EXPECT_NEAR(std::hypot(wide["input"][0].get<double>() - wide["input"][2].get<double>(),
                         wide["input"][1].get<double>() - wide["input"][3].get<double>()),
              2, 1e-6);
}

TEST_F(CliFitStructures, MasksDescendOnTheirLogits) {
  const Json of_probabilities = fit({reference, "--loss", "dice", "--steps", "50"});
  const std::string table = write("masks.csv",
                                  "logits,target\n2.1972245773362196 1.3862943611198906 "
                                  "-2.1972245773362196 -1.3862943611198906,1 1 0 0\n");
  const Json of_logits = fit({table, "--loss", "dice", "-p", "smooth=0", "--steps", "50"});
  EXPECT_NEAR(of_logits["objective"].get<double>(), of_probabilities["objective"].get<double>(), 1e-12);
  EXPECT_EQ(of_logits["dice_of_mask"], 1.0);
  for (const Json& p : of_logits["input"]) EXPECT_TRUE(p.get<double>() > 0 && p.get<double>() < 1);
  expect_refusal({"fit", write("hard.csv", "input,target\n1 0.5,1 0\n"), "--loss", "dice"},
                 "hard.csv, line 2: a mask descends on its logits, and a probability of 1 has none; give a column "
                 "'logits'.");
}

TEST_F(CliFitStructures, SaysWhereNothingPulls) {
  const std::string apart = write("apart.csv", "input,target\n0 0 1 1,2 2 3 3\n");
  const Json iou = fit({apart, "--loss", "iou_box"});
  EXPECT_EQ(iou["stalled"], true);
  EXPECT_EQ(iou["converged"], false);
  EXPECT_EQ(iou["input"], (std::vector<double>{0, 0, 1, 1}));
  EXPECT_THAT(run({"fit", apart, "--loss", "iou_box"}).out, HasSubstr("nothing pulls at the start"));
  EXPECT_GT(fit({apart, "--loss", "diou_box"})["iou"].get<double>(), 0.5);
  expect_refusal({"fit", write("short.csv", "params,input,target\nT=2;K=3;blank=0,0 0 0 0 0 0,1 1\n"), "--loss", "ctc"},
                 "short.csv, line 2: ctc is inf there, without a gradient, so that nothing moves.");
}

TEST_F(CliFitStructures, ABoxThatTurnsOverIsADivergence) {
  const std::string boxes = write("boxes.csv", "input,target\n0 0 1 1,3 0 4 1\n");
  const Outcome result = run({"fit", boxes, "--loss", "squared_box", "--rate", "5"});
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.err, HasSubstr("boxes.csv, line 2: the run left the finite numbers at step "));
}

TEST_F(CliFitStructures, SeveralRowsAreSeveralDescents) {
  const std::string boxes = write("boxes.csv", "input,target\n0 0 2 2,1 1 3 3\n0 0 2 2,0 0 2 2\n");
  const Json all = fit({boxes, "--loss", "giou_box", "--steps", "3"});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0]["data"], "boxes.csv, line 2");
  EXPECT_EQ(all[1]["objective"], 0.0);
  EXPECT_EQ(all[1]["converged"], true);
  expect_refusal({"fit", boxes, "--loss", "giou_box", "--trace", path("trace.csv")},
                 "--trace follows one descent, but the table has 2 rows of giou_box.");
  EXPECT_EQ(files(), 1u);
}

TEST_F(CliFitStructures, TracesEveryIterate) {
  ASSERT_EQ(run({"fit", reference, "--loss", "giou_box", "--steps", "3", "--trace", path("trace.csv")}).status, 0);
  const std::vector<std::string> lines = lines_of(read_file(path("trace.csv")));
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_EQ(lines[0], "step,objective,gradient_norm,x1,y1,x2,y2");
  EXPECT_EQ(fields_of(lines[1])[0], "0");
  EXPECT_EQ(fields_of(lines[4])[0], "3");
  EXPECT_LT(std::stod(fields_of(lines[4])[1]), std::stod(fields_of(lines[1])[1]));
}

TEST_F(CliFitStructures, BeginsWhereASessionDoes) {
  const Json boxes = fit({sessions + "boxes.toml", "--loss", "diou_box", "--steps", "2000", "--rate", "0.05"});
  EXPECT_GT(boxes["iou"].get<double>(), 0.97);
  const Json sequence = fit({sessions + "sequence.toml", "--loss", "ctc"});
  EXPECT_EQ(sequence["text"], "cab");
  EXPECT_EQ(sequence["rate"], 0.5);  // of its page
  const Json masks = fit({sessions + "masks.toml", "--loss", "dice", "--steps", "200", "--optimizer", "gd"});
  EXPECT_EQ(masks["disc"].size(), 3u);
  EXPECT_EQ(masks["optimizer"], "gd");
  EXPECT_EQ(masks["rate"], 0.03);  // of its page, whatever the method is
  const Json points = fit({sessions + "embedding.toml", "--loss", "triplet_euclid", "--steps", "200"});
  EXPECT_EQ(points["points"].size(), 2 * points["labels"].size());
  EXPECT_EQ(points["accuracy"], 1.0);
}

TEST_F(CliFitStructures, RefusesWhatBelongsToModels) {
  expect_refusal({"fit", reference, "--loss", "giou_box", "--model", "line"},
                 "--model goes with a model of data; giou_box descends on its own input.");
  expect_refusal({"fit", reference, "--loss", "giou_box", "--optimizer", "exact"},
                 "--optimizer exact goes with a model of data; giou_box descends on its own input.");
  expect_refusal({"fit", sessions + "boxes.toml", "--loss", "mse_mean"},
                 "mse_mean is of data sets, which no page of a session has.");
  expect_refusal({"fit", "line:n=20", "--loss", "giou_box"},
                 "giou_box is a loss of boxes: 'losslab eval --table' takes it in rows loss,params,input,target, and "
                 "'losslab fit' descends from such a table or from a session.");
  expect_refusal(
      {"fit", write("none.csv", "loss,params,input,target\nciou_box,,0 0 1 1,0 0 1 1\n"), "--loss", "giou_box"},
      "none.csv: there is no row of giou_box to begin at.");
  expect_refusal(
      {"fit", write("turned.csv", "input,target\n2 0 1 1,0 0 1 1\n"), "--loss", "giou_box"},
      "turned.csv, line 2: the prediction must be a box x1 y1 x2 y2 with x1 < x2, got x1 = 2 and x2 = 1: its "
      "corners are exchanged, or it is written as x y w h.");
}

}  // namespace
}  // namespace losslab
