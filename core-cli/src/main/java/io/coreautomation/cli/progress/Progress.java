package io.coreautomation.cli.progress;

import io.coreautomation.framework.run.RunView;

/** Shows a run while it goes on. */
public interface Progress {
  /** For who reads documents: nothing until the end. */
  Progress SILENT =
      new Progress() {
        @Override
        public void update(RunView run) {}

        @Override
        public void end(RunView run) {}
      };

  /** Something changed. */
  void update(RunView run);

  /** It is over, or is no longer followed: every action's last row stands when this returns. */
  void end(RunView run);
}
