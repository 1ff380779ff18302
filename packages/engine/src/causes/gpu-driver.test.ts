import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('gpu-driver', {
  found: [
    {
      when: 'no driver is found',
      scene: {
        container: { image: 'registry.example/train:2' },
        status: crashed(1),
        log: 'RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver from http://www.nvidia.com/Download/index.aspx\n',
      },
      line: 'RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver from http://www.nvidia.com/Download/index.aspx',
      fix: 'gpu-driver/node',
    },
  ],
  missed: [
    {
      when: 'a Python module is missing',
      scene: {
        container: { image: 'registry.example/train:2' },
        status: crashed(1),
        log: 'Traceback (most recent call last):\n  File "/app/train.py", line 1, in <module>\n    import torch\nModuleNotFoundError: No module named \'torch\'\n',
      },
      instead: 'missing-dependency',
    },
  ],
})
