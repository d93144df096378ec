// What each frame sees of keys and clicks that are quicker than frames.
#include "app/desktop/input_queue.h"

#include <GLFW/glfw3.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace losslab {
namespace {

using Kind = InputEvent::Kind;

InputEvent key(int code, int action, int modifiers = 0) { return {Kind::key, code, 0, action, modifiers}; }
InputEvent text(char c) { return {Kind::text, c}; }
InputEvent button(int action, int code = 0) { return {Kind::button, code, 0, action}; }
InputEvent at(double x, double y) { return {Kind::position, 0, 0, 0, 0, x, y}; }
InputEvent scroll(double y) { return {Kind::scroll, 0, 0, 0, 0, 0, y}; }

using Frames = std::vector<std::vector<InputEvent>>;

Frames frames(const std::vector<InputEvent>& events) {
  InputQueue queue;
  for (const InputEvent& event : events) queue.push(event);
  Frames all;
  while (!queue.empty()) all.push_back(queue.take());
  std::erase_if(all, [](const auto& frame) { return frame.empty(); });
  return all;
}

TEST(InputQueue, AKeyIsDownForAFrame) {
  EXPECT_EQ(frames({key(GLFW_KEY_DELETE, 1), key(GLFW_KEY_DELETE, 0)}),
            (Frames{{key(GLFW_KEY_DELETE, 1)}, {key(GLFW_KEY_DELETE, 0)}}));
}

TEST(InputQueue, ControlStaysDownWithItsKey) {
  const std::vector<InputEvent> events{key(GLFW_KEY_LEFT_CONTROL, 1), key(GLFW_KEY_A, 1, GLFW_MOD_CONTROL),
                                       key(GLFW_KEY_A, 0, GLFW_MOD_CONTROL), key(GLFW_KEY_LEFT_CONTROL, 0)};
  EXPECT_EQ(frames(events), (Frames{{events[0], events[1]}, {events[2]}, {events[3]}}));
  // Released in the other order, or held from an earlier frame.
  EXPECT_EQ(frames({events[1], events[3], events[2]}), (Frames{{events[1]}, {events[3], events[2]}}));
}

TEST(InputQueue, AWordIsOneFrame) {
  std::vector<InputEvent> word;
  for (const char c : {'h', 'e', 'l', 'l', 'o'}) {
    word.push_back(key(c - 'a' + GLFW_KEY_A, 1));
    word.push_back(text(c));
    word.push_back(key(c - 'a' + GLFW_KEY_A, 0));
  }
  EXPECT_EQ(frames(word), Frames{word});
}

TEST(InputQueue, KeysThatEditKeepTheirPlaceAmongLetters) {
  const std::vector<InputEvent> events{text('a'), key(GLFW_KEY_BACKSPACE, 1), key(GLFW_KEY_BACKSPACE, 0), text('b'),
                                       key(GLFW_KEY_ENTER, 1)};
  EXPECT_EQ(frames(events), (Frames{{events[0]}, {events[1]}, {events[2]}, {events[3]}, {events[4]}}));
}

TEST(InputQueue, ADoubleClickIsTwoClicks) {
  const std::vector<InputEvent> events{at(3, 4), button(1), button(0), button(1), button(0)};
  EXPECT_EQ(frames(events), (Frames{{events[0], events[1]}, {events[2]}, {events[3]}, {events[4]}}));
}

TEST(InputQueue, ThePointerIsWhereTheButtonWas) {
  const std::vector<InputEvent> events{at(1, 1), button(1), at(5, 5), at(9, 9), button(0), at(20, 20)};
  EXPECT_EQ(frames(events), (Frames{{at(1, 1), button(1)}, {at(9, 9), button(0)}, {at(20, 20)}}));
}

TEST(InputQueue, AFloodOfMovementsIsOne) {
  InputQueue queue;
  for (int i = 0; i < 10'000; ++i) queue.push(at(i, i));
  EXPECT_EQ(queue.take(), std::vector{at(9999, 9999)});
  EXPECT_TRUE(queue.empty());
}

TEST(InputQueue, TheWheelTurnsWhereThePointerIs) {
  EXPECT_EQ(frames({at(1, 1), scroll(1), scroll(1), at(2, 2), scroll(-1)}),
            (Frames{{at(1, 1)}, {scroll(1), scroll(1)}, {at(2, 2)}, {scroll(-1)}}));
}

TEST(InputQueue, KeysWaitForWhatAClickOpens) {
  InputQueue queue;
  for (const InputEvent& event : {button(1), button(0), text('x')}) queue.push(event);
  EXPECT_EQ(queue.take(), std::vector{button(1)});
  EXPECT_EQ(queue.take(), std::vector{button(0)});
  EXPECT_TRUE(queue.take().empty());
  EXPECT_EQ(queue.take(), std::vector{text('x')});
}

TEST(InputQueue, HeldKeysWaitAndThePointerDoesNot) {
  InputQueue queue;
  queue.hold(2);
  queue.push(at(1, 2));
  queue.push(text('x'));
  EXPECT_EQ(queue.take(), std::vector{at(1, 2)});
  EXPECT_TRUE(queue.take().empty());
  EXPECT_EQ(queue.take(), std::vector{text('x')});
}

TEST(InputQueue, EachRepetitionIsSeen) {
  const std::vector<InputEvent> events{key(GLFW_KEY_RIGHT, 1), key(GLFW_KEY_RIGHT, 2), key(GLFW_KEY_RIGHT, 2)};
  EXPECT_EQ(frames(events), (Frames{{events[0]}, {events[1]}, {events[2]}}));
}

TEST(InputQueue, AKeyThatIsHeldInSlowFramesEndsSoon) {
  InputQueue queue;
  for (int i = 0; i < 1000; ++i) queue.push(key(GLFW_KEY_RIGHT, 2));
  queue.push(key(GLFW_KEY_RIGHT, 0));
  int taken = 0;
  for (; !queue.empty(); ++taken) queue.take();
  EXPECT_LT(taken, 20);
}

// Whatever comes: nothing is lost, and the order is kept, but for movements with another right behind them.
TEST(InputQueue, NothingIsLost) {
  unsigned state = 1;
  const auto random = [&](unsigned below) {
    state = state * 1664525u + 1013904223u;
    return static_cast<int>((state >> 16) % below);
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<InputEvent> events;
    for (int i = 0; i < 60; ++i) {
      switch (random(6)) {
        case 0:
          if (events.empty() || events.back().kind != Kind::position) events.push_back(at(i, random(9)));
          break;
        case 1:
          events.push_back(button(random(2), random(3)));
          break;
        case 2:
          events.push_back(scroll(random(3) - 1));
          break;
        case 3:
          events.push_back(text(static_cast<char>('a' + random(26))));
          break;
        default:
          events.push_back(key(random(2) == 0 ? GLFW_KEY_LEFT + random(4) : GLFW_KEY_A + random(26), random(3),
                               random(3) == 0 ? GLFW_MOD_CONTROL : 0));
      }
    }
    std::vector<InputEvent> seen;
    for (const auto& frame : frames(events)) seen.insert(seen.end(), frame.begin(), frame.end());
    EXPECT_EQ(seen, events);
  }
}

}  // namespace
}  // namespace losslab
