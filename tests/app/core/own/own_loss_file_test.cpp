// Own losses as files: what is written is read back, and what is wrong is said with its place.
#include "app/core/own/own_loss_file.h"

#include <gtest/gtest.h>

#include "losses/core/error.h"

namespace losslab {
namespace {

OwnLossText several() {
  return {.id = "mine_2",
          .name = "My \"robust\" loss",
          .family = Family::margin,
          .formula = "δ log(1 + z^2)\nz = m/c",
          .parameters = {{.name = "delta",
                          .symbol = "δ",
                          .role = "height",
                          .initial = 2,
                          .slider_min = 1,
                          .slider_max = 9,
                          .scale = Scale::logarithmic,
                          .lower = 0,
                          .upper = 10,
                          .open_lower = true}},
          .style = 3};
}

std::string refusal(const std::string& text) {
  try {
    parse_own_loss(text, "mine.toml");
    return "";
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(OwnLossFile, ReadsBackWhatItWrote) {
  const OwnLossText loss = several();
  EXPECT_EQ(parse_own_loss(own_loss_toml(loss), "mine.toml"), loss);
  const OwnLossText plain{.id = "a", .formula = "r^2"};
  EXPECT_EQ(own_loss_toml(plain), "id = \"a\"\nfamily = \"residual\"\nformula = \"r^2\"\n");
  EXPECT_EQ(parse_own_loss(own_loss_toml(plain), "a.toml"), plain);
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "losslab_own_loss_test.toml";
  save_own_loss(loss, path);
  EXPECT_EQ(load_own_loss(path), loss);
  EXPECT_TRUE(is_own_loss_file(path));
  EXPECT_FALSE(is_own_loss_file(LOSSLAB_ASSETS "/sessions/losses.toml"));
  EXPECT_FALSE(is_own_loss_file("/nowhere.toml"));
  std::filesystem::remove(path);
}

TEST(OwnLossFile, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(refusal("id = \"a\"\nfamily = \"residual\"\nformula = \"r +\"\n"),
            "mine.toml, line 3: formula: Formula, column 4: a number, a name or '(' was expected, found the end.");
  EXPECT_EQ(refusal("id = \"huber\"\nfamily = \"residual\"\nformula = \"r\"\n"),
            "mine.toml, line 3: formula: 'huber' is a loss of the catalogue: an own loss needs another id.");
  EXPECT_NE(refusal("id = \"a\"\nfamily = \"line\"\nformula = \"r\"\n"), "");
  EXPECT_NE(refusal("family = \"residual\"\nformula = \"r\"\n"), "");
  EXPECT_NE(refusal("id = \"a\"\nfamily = \"residual\"\nformula = \"r\"\ncolor = 3\n"), "");
  EXPECT_NE(refusal("id = \"a\"\nfamily = \"residual\"\nformula = \"k r\"\n[parameters.k]\nrange = [2, 1]\n"), "");
  EXPECT_NE(refusal("id = \"a\"\nfamily = \"residual\"\nformula = \"k r\"\n[parameters]\nk = 1\n"), "");
}

}  // namespace
}  // namespace losslab
