// Columns of tables chosen on the command line, and what is said of a table that is no plain CSV.
#include "run.h"

namespace losslab {
namespace {

const std::string tables = LOSSLAB_TEST_DATA "/tables/";

class Columns : public CliTest {
 protected:
  // The points that a choice gives, as CSV.
  static std::string points(const std::string& file, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"data", file});
    const Outcome result = run(more);
    EXPECT_EQ(result.status, 0) << result.err;
    return result.out;
  }
  std::string file(const std::string& text) { return write("t.csv", text); }
};

TEST_F(Columns, ByNameOrNumber) {
  const std::string three = file("Height (cm),b,C\n1,2,3\n4,5,6\n");
  const std::string wanted = "C,Height (cm)\n3,1\n6,4\n";
  for (const char* x : {"C", "c", "3"}) {
    for (const char* y : {"Height (cm)", "height", "HEIGHT", "1"}) {
      EXPECT_EQ(points(three, {"--x", x, "--y", y}), wanted) << x << y;
    }
  }
  // What is not named is the first that is free.
  EXPECT_EQ(points(three, {"--y", "1"}), "b,Height (cm)\n2,1\n5,4\n");
  EXPECT_EQ(points(three, {"--x", "b"}), "b,Height (cm)\n2,1\n5,4\n");
  // A name counts before a number, and may have commas.
  EXPECT_EQ(points(file("\"a,b\",1\n1,2\n3,4\n"), {"--x", "1", "--y", "a,b"}), "1,\"a,b\"\n2,1\n4,3\n");
}

TEST_F(Columns, OfTwoClasses) {
  const std::string words = file("kind,a,b,c\nham,1,2,3\nspam,4,5,6\nham,7,8,9\n");
  EXPECT_EQ(points(words, {"--label", "kind"}), "a,b,label\n1,2,-1\n4,5,1\n7,8,-1\n");
  EXPECT_EQ(points(words, {"--label", "kind", "--x", "c,2", "--positive", "ham"}), "c,a,label\n3,1,1\n6,4,-1\n9,7,1\n");
  EXPECT_EQ(run({"data", words, "--label", "kind"}).err,
            "losslab: t.csv: 'spam' is the class +1 and 'ham' the class -1 in 'kind'.\n");
  EXPECT_EQ(run({"data", file("x1,x2,label\n1,2,1\n3,4,-1\n")}).err, "");
}

TEST_F(Columns, OfSeveralPredictors) {
  const std::string staff = file("pay,sex,age,grade\n10,f,30,2\n12,m,40,3\n11,f,35,1\n");
  EXPECT_EQ(points(staff, {"--y", "pay", "--x", "grade,age"}), "grade,age,pay\n2,30,10\n3,40,12\n1,35,11\n");
  EXPECT_EQ(points(staff, {"--y", "pay", "--x", "3,2"}), "age,sex = m,pay\n30,0,10\n40,1,12\n35,0,11\n");
  EXPECT_EQ(run({"data", staff, "--y", "pay", "--x", "age,sex"}).err,
            "losslab: t.csv: sex is a category: an indicator each for m, against f.\n");
  expect_refusal({"fit", staff, "--y", "pay", "--x", "age,grade", "--loss", "huber", "--model", "poly:2"},
                 "The model poly:2 takes one predictor, t.csv has 2; the model line is linear in each.");
  expect_refusal({"data", staff, "--y", "pay", "--x", "age,age"},
                 "t.csv: the column 'age' is chosen twice; each can be one thing only.");
  // Three inputs are no two classes, though nobody has named y.
  EXPECT_EQ(points(file("a,b,c,d\n1,2,3,4\n5,6,7,9\n"), {"--x", "a,b,d"}), "a,b,d,c\n1,2,4,3\n5,6,9,7\n");
  EXPECT_EQ(points(file("x1,x2,y\n1,2,3\n4,5,6\n")), "x1,x2,y\n1,2,3\n4,5,6\n");
  EXPECT_EQ(points(file("x1,x2,y\n1,2,3\n4,5,6\n"), {"--y", "x2"}), "x1,x2\n1,2\n4,5\n");
}

TEST_F(Columns, Weights) {
  const std::string counted = file("x,y,n\n1,2,3\n2,3,0\n3,5,1\n4,NA,2\n");
  EXPECT_EQ(points(counted, {"--weight", "n", "--drop-incomplete"}), "x,y,weight\n1,2,3\n3,5,1\n");
  EXPECT_EQ(run({"data", counted, "--weight", "n", "--drop-incomplete"}).err,
            "losslab: t.csv: 1 incomplete row was left out.\n"
            "losslab: t.csv: 1 row was left out, as its weight is 0.\n");
  const Outcome fit = run({"fit", file("a,b,w\n0,0,1\n0,3,2\n"), "--x", "a", "--y", "b", "--weight", "w", "--loss",
                           "squared_error", "--model", "constant", "--optimizer", "exact"});
  EXPECT_THAT(fit.out, testing::HasSubstr("2 points, weighted\n"));
  EXPECT_THAT(fit.out, testing::HasSubstr("b          2\n"));
  expect_refusal({"data", file("a,b,w\n0,0,1\n0,3,-2\n"), "--x", "a", "--y", "b", "--weight", "w"},
                 "t.csv, line 3, column 3 (w): a weight is 0 or more; found '-2'.");
}

TEST_F(Columns, IncompleteRowsAndMissingValues) {
  const std::string gaps = file("x,y,out\n1,2,0\n-999,3,0\n4,NA,0\n5,6,1\n");
  EXPECT_EQ(points(gaps, {"--x", "x", "--outlier", "out", "--drop-incomplete", "--missing", "-999"}),
            "x,y,outlier\n1,2,0\n5,6,1\n");
  const Outcome said = run({"data", gaps, "--x", "x", "--y", "y", "--drop-incomplete", "--missing=-999"});
  EXPECT_EQ(said.err,
            "losslab: t.csv: 1 field is missing by the chosen code.\n"
            "losslab: t.csv: 2 incomplete rows were left out.\n");
  expect_refusal({"data", gaps, "--x", "x", "--y", "y"}, "t.csv, line 4, column 2 (y): expected a number, found 'NA'.");
}

TEST_F(Columns, SaysWhatItUnderstood) {
  const Outcome german = run({"fit", tables + "excel_de_utf8.csv", "--loss", "huber", "--optimizer", "exact"});
  EXPECT_EQ(german.status, 0);
  EXPECT_EQ(german.err,
            "losslab: excel_de_utf8.csv: Columns are separated by semicolons.\n"
            "losslab: excel_de_utf8.csv: The comma is the decimal mark: 1,5 is one and a half.\n");
  EXPECT_EQ(run({"fit", "phones.csv", "--loss", "huber", "--optimizer", "exact"}).err, "");
  const Outcome sweep = run({"sweep", tables + "r_write_table_plain.txt", "--losses", "huber", "--over",
                             "huber.delta=1:2:2", "--drop-incomplete"});
  EXPECT_EQ(sweep.status, 0);
  EXPECT_EQ(lines_of(sweep.err).size(), 3U) << sweep.err;
  const Outcome figure =
      run({"figure", tables + "stata.csv", "--x", "price", "--y", "mpg", "--plot", "data", "-o", path("a.csv")});
  EXPECT_EQ(figure.status, 0) << figure.err;
  EXPECT_NE(read_file(path("a.csv")).find("4749"), std::string::npos);
}

TEST_F(Columns, RefusesWhatMakesNoSense) {
  const std::string abc = file("a,b,c\n1,2,u\n3,4,v\n");
  expect_refusal(
      {"data", abc},
      "t.csv, line 1: expected the columns x,y or x,y,outlier or x1,x2,...,y or x1,x2,label or x1,x2,label,true_label, "
      "found 'a,b,c'. Choose with --x and --y, or --x and --label.");
  expect_refusal({"data", write("short.csv", "x,y\n1,2\n")},
                 "short.csv: expected at least 2 rows of numbers below the header, found 1.");
  expect_refusal({"data", write("short.csv", "x,y,z\n1,2,3\n"), "--x", "x"},
                 "short.csv: expected at least 2 rows below the header, found 1.");
  expect_refusal({"data", abc, "--x", "d"}, "--x: t.csv has no column 'd'; it has a, b, c.");
  expect_refusal({"data", abc, "--y", "4"}, "--y: t.csv has no column '4'; it has a, b, c.");
  expect_refusal({"data", abc, "--y", "a", "--label", "c"},
                 "--y is the target of a regression, --label the class; choose one of them.");
  expect_refusal({"data", abc, "--label", "a", "--x", "b"}, "--x takes two columns or more for classes, got 'b'.");
  expect_refusal({"data", abc, "--label", "c", "--x", "b"}, "--x takes two columns or more for classes, got 'b'.");
  expect_refusal({"data", abc, "--label", "c", "--positive", "w"},
                 "t.csv, column 3 (c): the class +1 has to be one of the labels 'u' and 'v', got 'w'.");
  expect_refusal({"data", abc, "--label", "c", "--outlier", "a"}, "--outlier goes with --y, not with classes.");
  expect_refusal({"data", abc, "--x", "a", "--y", "a"},
                 "t.csv: the column 'a' is chosen twice; each can be one thing only.");
  expect_refusal({"data", file("a,A,c\n1,2,3\n4,5,6\n"), "--x", "c", "--y", "A "},
                 "--y: t.csv has 2 columns 'A '; give its number, 1 or 2.");
  expect_refusal({"data", "line:n=5", "--x", "1"},
                 "--x, --y, --label and the like choose columns of a table; 'line:n=5' is a generator.");
}

}  // namespace
}  // namespace losslab
