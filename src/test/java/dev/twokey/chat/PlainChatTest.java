package dev.twokey.chat;

class PlainChatTest extends ChatPlatformConformance {
  @Override
  protected ChatUnderTest start(Intake intake) {
    return new PlainChat(intake);
  }
}
