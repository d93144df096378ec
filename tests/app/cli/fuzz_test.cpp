// Damaged tables and arguments, the same ones every time: no crash, a known exit status, and one sentence where it
// is 2.
#include <array>
#include <filesystem>

#include "losses/core/random.h"
#include "run.h"

namespace losslab {
namespace {

void expect_orderly(const std::vector<std::string>& arguments) {
  const Outcome result = run(arguments);
  EXPECT_TRUE(result.status >= 0 && result.status <= 2) << testing::PrintToString(arguments);
  if (result.status == 2) {
    EXPECT_EQ(lines_of(result.err).size(), 1u) << testing::PrintToString(arguments) << result.err;
    EXPECT_EQ(result.err.find("Unexpected failure"), std::string::npos)
        << testing::PrintToString(arguments) << result.err;
    EXPECT_EQ(result.out, "") << testing::PrintToString(arguments);
  }
}

std::size_t below(Random& random, std::size_t n) { return static_cast<std::size_t>(random.below(n)); }

std::string damaged(std::string text, Random& random) {
  static constexpr std::array<std::string_view, 16> pieces{
      ",",     "\n", "\r\n", "\"",           ";",     "=",  "-",     "inf", "nan",
      "1e999", "\t", "\xff", "\xef\xbb\xbf", "huber", "-0", "1e-999"};
  for (std::size_t edits = 1 + below(random, 4); edits > 0; --edits) {
    const std::size_t at = below(random, text.size() + 1);
    switch (below(random, 4)) {
      case 0:
        text.insert(at, pieces[below(random, pieces.size())]);
        break;
      case 1:
        text.erase(at, 1 + below(random, 5));
        break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(below(random, 256));
        break;
      default:
        text += text.substr(at, 20);
    }
  }
  return text;
}

class CliFuzz : public CliTest {};

TEST_F(CliFuzz, Tables) {
  Random random(20240601);
  const std::string eval_table = "loss,params,x\nhuber,delta=1.5,2\nbarron,alpha=-inf;c=1,0.5\nlogistic,,-800\n";
  const std::string check_table = "loss,params,x,value,grad,curvature\nhuber,delta=1,2,1.5,1,0\nhinge,,1,0,0,\n";
  const std::string logits_table =
      "loss,params,logits,target,value,grad\nsoftmax_ce,,1 2 3,0,2.4,-0.9 0.2 0.7\n"
      "class_weighted_ce,alpha=0.3,0 1e4,1,0,0 0\ndistillation,T=3,1 2,0.5 0.5|2 1,0.1,0 0\n";
  const std::string structures_table =
      "loss,params,input,target,value,grad\ndice,smooth=1,0.5 0.2,1 0,0.4,-0.1 0.2\nciou_box,,0 0 2 2,1 1 3 3,1,0 0 0 "
      "1\n"
      "ctc,T=2;K=2;blank=0,1 2 0.5 1,1,0.7,0 0 1 0\ntriplet_euclid,,0 0 1,,0.5,0 0 1\nkl_div,,0.5 0.5,1 0,0.6,-2 0\n"
      "hausdorff_mask,width=2,0.6 0.2 0.4 0.9,1 0 0 1,0.5,0 0 0 1\ninfo_nce,T=1,1 0 2,1,2,0.2 -0.9 0.7\n";
  const std::string points = "x,y,outlier\n0,1,0\n1,3,0\n2,4.5,1\n3,7,0\n4,9,0\n";
  const std::string classes = "x1,x2,label\n0,1,-1\n1,3,1\n2,4.5,1\n3,7,-1\n4,9,1\n";
  for (int i = 0; i < 400; ++i) {
    expect_orderly({"eval", "--table", write("t.csv", damaged(eval_table, random))});
    expect_orderly({"check", write("t.csv", damaged(check_table, random))});
    expect_orderly({"check", write("t.csv", damaged(logits_table, random))});
    expect_orderly({"eval", "--table", write("t.csv", damaged(logits_table, random))});
    expect_orderly({"check", write("t.csv", damaged(structures_table, random))});
    expect_orderly({"eval", "--table", write("t.csv", damaged(structures_table, random))});
    expect_orderly({"fit", write("t.csv", damaged(points, random)), "--loss", "huber", "--steps", "3", "--json"});
    expect_orderly({"fit", write("t.csv", damaged(classes, random)), "--loss", "logistic", "--steps", "3"});
  }
}

TEST_F(CliFuzz, Pictures) {
  Random random(9);
  const std::string session = write("s.toml", "[view]\nscreen = \"losses\"\n");
  ASSERT_EQ(
      run({"figure", session, "-o", path("a.png"), "--width-mm", "20", "--height-mm", "20", "--dpi", "30"}).status, 0);
  const std::string picture = read_file(path("a.png"));
  for (int i = 0; i < 150; ++i) {
    std::string bytes = picture;
    if (i % 3 == 0) bytes.resize(below(random, bytes.size()));
    if (i % 3 == 1) bytes[below(random, bytes.size())] ^= static_cast<char>(1 << below(random, 8));
    if (i % 3 == 2) bytes = damaged(bytes, random);
    expect_orderly({"figure", write("b.png", bytes), "-o", path("c.csv"), "--plot", "loss"});
  }
}

// Some of the words are taken for names of files to write: they go into the test's own folder.
struct WorkingFolder {
  explicit WorkingFolder(const std::string& folder) : before(std::filesystem::current_path()) {
    std::filesystem::current_path(folder);
  }
  ~WorkingFolder() { std::filesystem::current_path(before); }
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;
  std::filesystem::path before;
};

TEST_F(CliFuzz, Arguments) {
  const WorkingFolder here(path("."));
  Random random(7);
  const std::string table = write("in.csv", "loss,params,x\nhuber,,1\n");
  const std::vector<std::string> words{"losses",
                                       "eval",
                                       "check",
                                       "fit",
                                       "shot",
                                       "--help",
                                       "--json",
                                       "huber",
                                       "gce",
                                       "-p",
                                       "delta=1",
                                       "delta=",
                                       "q=0.5",
                                       "--at",
                                       "-1,0",
                                       "--at=",
                                       "--at=-inf",
                                       "--from",
                                       "--to",
                                       "--count",
                                       "3",
                                       "-3",
                                       "1e-3",
                                       "nan",
                                       "--table",
                                       table,
                                       "--out",
                                       path("out.csv"),
                                       "line:n=20",
                                       "gaussians:n=20",
                                       "line:",
                                       "--loss",
                                       "--loss=huber",
                                       "logistic",
                                       "--model",
                                       "poly:2",
                                       "mlp:2",
                                       "constant",
                                       "--optimizer",
                                       "exact",
                                       "adam",
                                       "--rate",
                                       "--steps",
                                       "--l2",
                                       "--l1",
                                       "--clip",
                                       "--schedule",
                                       "cosine:5",
                                       "rbf:3",
                                       "mlp:2,relu",
                                       "steps:n=20,levels=3",
                                       "spirals:n=20",
                                       "--seed",
                                       "--start",
                                       "lms",
                                       "1,2",
                                       "--standardize",
                                       "--scaled",
                                       "--batch",
                                       "--momentum",
                                       "--trace",
                                       path("t.csv"),
                                       "--tolerance",
                                       "",
                                       "-",
                                       "--",
                                       "---",
                                       "-x",
                                       "--=",
                                       "=",
                                       "[1,2]",
                                       "{}",
                                       "\n",
                                       "\xff\xfe",
                                       "-p=",
                                       "--json=maybe",
                                       "--size",
                                       "10x"};
  for (int i = 0; i < 3000; ++i) {
    std::vector<std::string> arguments{words[below(random, 5)]};
    if (below(random, 10) == 0) arguments.clear();
    // Half of them begin as something that works.
    if (i % 4 == 0) arguments = {"eval", "huber", "--at", "1"};
    if (i % 4 == 1) arguments = {"fit", "line:n=20", "--loss", "huber", "--steps", "2"};
    for (std::size_t n = below(random, 5); n > 0; --n) arguments.push_back(words[below(random, words.size())]);
    expect_orderly(arguments);
  }
}

}  // namespace
}  // namespace losslab
