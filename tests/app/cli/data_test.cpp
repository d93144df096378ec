#include "losses/learn/data/dataset.h"
#include "run.h"

namespace losslab {
namespace {

class CliData : public CliTest {};

TEST_F(CliData, WritesWhatFitReads) {
  for (const char* data : {"line:n=30,noise=0.5,outliers=0.2,seed=7", "moons:n=30,flips=0.1,seed=3", "phones.csv"}) {
    const Outcome result = run({"data", data});
    ASSERT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.err, "");
    EXPECT_EQ(result.out, to_csv(make_data(parse_data_spec(data), LOSSLAB_ASSETS)));
    const std::string copy = write("copy.csv", result.out);
    const char* const loss = result.out.starts_with("x1") ? "logistic" : "huber";
    const Outcome from_text = run({"fit", data, "--loss", loss, "--optimizer", "exact", "--json"});
    const Outcome from_copy = run({"fit", copy, "--loss", loss, "--optimizer", "exact", "--json"});
    ASSERT_EQ(from_copy.status, from_text.status) << from_copy.err;
    const auto weights = [](const std::string& json) {
      return json.substr(json.find("\"parameters\""), json.find("\"parameters\"") == std::string::npos ? 0 : 90);
    };
    EXPECT_EQ(weights(from_copy.out), weights(from_text.out));
  }
}

TEST_F(CliData, WritesAFile) {
  const Outcome result = run({"data", "line:n=5,seed=2", "-o", path("line.csv")});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(read_file(path("line.csv")), run({"data", "line:n=5,seed=2"}).out);
  EXPECT_EQ(files(), 1U);
  EXPECT_EQ(lines_of(read_file(path("line.csv"))).size(), 6U);
}

TEST_F(CliData, RefusesInOneSentence) {
  expect_refusal({"data"}, "'losslab data' needs DATA; see 'losslab data --help'.");
  expect_refusal({"data", path("none.csv")}, "Cannot read '" + path("none.csv") + "': No such file or directory.");
  const Outcome bad = run({"data", write("bad.csv", "x,y\n1,2\n3,four\n")});
  EXPECT_EQ(bad.status, 2);
  EXPECT_EQ(bad.err, "losslab: bad.csv, line 3, column 2 (y): expected a number, found 'four'.\n");
  const Outcome nowhere = run({"data", "line:n=5", "-o", path("no/where.csv")});
  EXPECT_EQ(nowhere.status, 2);
  EXPECT_EQ(nowhere.out, "");
}

TEST_F(CliData, SaysWhatItDoes) {
  const Outcome help = run({"data", "--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_THAT(help.out, testing::HasSubstr("OUT.csv"));
}

}  // namespace
}  // namespace losslab
