// losslab code: losses as code.
#include "run.h"

namespace losslab {
namespace {

using ::testing::HasSubstr;

class CodeCommandFile : public CliTest {};

TEST(CodeCommand, WritesALossInEveryLanguage) {
  const Outcome numpy = run({"code", "huber", "--language", "numpy", "-p", "delta=1.345"});
  EXPECT_EQ(numpy.status, 0) << numpy.err;
  EXPECT_THAT(numpy.out, HasSubstr("def huber(r, delta=1.345):\n"));
  EXPECT_THAT(numpy.out, HasSubstr("def huber_curvature(r, delta=1.345):\n"));
  for (const char* language :
       {"latex", "numpy", "pytorch", "jax", "cpp", "r", "matlab", "julia", "C++", "NumPy", "octave", "torch"}) {
    const Outcome result = run({"code", "tukey_biweight", "--language", language});
    EXPECT_EQ(result.status, 0) << language << result.err;
    EXPECT_THAT(result.out, HasSubstr("Beaton & Tukey 1974")) << language;
  }
}

TEST(CodeCommand, TakesOtherNamesOfLosses) {
  EXPECT_THAT(run({"code", "HuberLoss", "--language", "r"}).out, HasSubstr("huber <- function(r, delta = 1)"));
}

TEST_F(CodeCommandFile, IsWritten) {
  const Outcome result = run({"code", "cauchy", "--language", "julia", "-o", path("cauchy.jl")});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(read_file(path("cauchy.jl")), HasSubstr("function cauchy(r; c = 2.3849)"));
  EXPECT_EQ(files(), 1u);
}

TEST(CodeCommand, WritesAFormulaOfOnesOwn) {
  const Outcome result = run({"code", "--formula", "exp(a r) - a r - 1", "--language", "numpy", "-p", "a=0.5"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("def "), HasSubstr("a=0.5"), HasSubstr("np.exp")));
  EXPECT_EQ(run({"code", "huber", "--formula", "r^2", "--language", "numpy"}).status, 2);
}

TEST(CodeCommand, SaysWhatIsWrong) {
  const auto refused = [](std::vector<std::string> arguments) {
    const Outcome result = run(arguments);
    EXPECT_EQ(result.status, 2);
    EXPECT_EQ(result.out, "");
    return result.err;
  };
  EXPECT_THAT(refused({"code", "huber"}), HasSubstr("needs --language L"));
  EXPECT_THAT(refused({"code", "huber", "--language", "nunpy"}),
              HasSubstr("There is no language 'nunpy': did you mean 'numpy'? There are latex, numpy"));
  EXPECT_THAT(refused({"code", "softmax_ce", "--language", "r"}),
              HasSubstr("'losslab code' writes losses of one variable, and 'softmax_ce' is one of several numbers."));
  EXPECT_THAT(refused({"code", "dice", "--language", "r"}),
              HasSubstr("'losslab code' writes losses of one variable, and 'dice' is one of several numbers."));
  EXPECT_THAT(refused({"code", "hubr", "--language", "r"}), HasSubstr("did you mean 'huber'?"));
  EXPECT_THAT(refused({"code", "huber", "--language", "r", "-p", "delta=-1"}), HasSubstr("delta"));
  EXPECT_THAT(refused({"code", "taylor_ce", "--language", "r", "-p", "t=20"}), HasSubstr("up to t = 10, got 20"));
}

}  // namespace
}  // namespace losslab
